import { developmentMessages } from '../../channels/sms/development-sms.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { CardRows } from '../../web/parts/CardRows.tsx';
import { EmptyState } from '../../web/parts/EmptyState.tsx';
import { ListRow } from '../../web/parts/ListRow.tsx';
import { ScreenTitle } from '../../web/parts/ScreenTitle.tsx';
import { sayMoment } from '../../web/when.text.ts';
import { developmentText } from './development.text.ts';
import { page } from './page.ts';

export const developmentPages = [
  page({
    path: '/development/messages',
    load: async ({ call }) => {
      if (!call.platform.isPrivate) return refuse('not-found');
      const messages = developmentMessages(call.platform);
      return ok(messages.filter(({ community }) => community === call.community.id));
    },
    view: (messages, { say, to, now }) => ({
      title: say(developmentText.title),
      shell: 'plain',
      head: (
        <AppBar
          title={say(developmentText.title)}
          back={{ href: to('/sign-in'), label: say(developmentText.back) }}
        />
      ),
      body: (
        <>
          <ScreenTitle look="hidden">{say(developmentText.title)}</ScreenTitle>
          <p class="soft">{say(developmentText.what)}</p>
          <div class="section-gap">
            {messages.length > 0 ? (
              <CardRows>
                {messages.map(({ id, text, phone, at }) => (
                  <ListRow
                    key={id}
                    title={text}
                    facts={
                      <>
                        <span>{phone}</span>
                        <span>{sayMoment(say, at, now)}</span>
                      </>
                    }
                  />
                ))}
              </CardRows>
            ) : (
              <EmptyState
                icon="message-square"
                title={say(developmentText.empty)}
                text={say(developmentText.emptyText)}
              />
            )}
          </div>
        </>
      ),
    }),
  }),
];
