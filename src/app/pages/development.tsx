import { developmentMails } from '../../channels/mail/development-mail.ts';
import type { Paragraph } from '../../channels/mail/mail.contract.ts';
import { developmentMessages } from '../../channels/sms/development-sms.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { CardRows } from '../../web/parts/CardRows.tsx';
import { EmptyState } from '../../web/parts/EmptyState.tsx';
import { Link } from '../../web/parts/Link.tsx';
import { ListRow } from '../../web/parts/ListRow.tsx';
import { ScreenTitle } from '../../web/parts/ScreenTitle.tsx';
import { Section } from '../../web/parts/Section.tsx';
import { sayMoment } from '../../web/when.text.ts';
import { developmentText } from './development.text.ts';
import { page } from './page.ts';

const isLink = (one: Paragraph) => typeof one !== 'string';

export const developmentPages = [
  page({
    path: '/development/messages',
    load: async ({ call }) => {
      if (!call.platform.isPrivate) return refuse('not-found');
      const here = ({ community }: { community: string }) => community === call.community.id;
      const texts = developmentMessages(call.platform).filter(here);
      const mails = developmentMails(call.platform).filter(here);
      return ok({ texts, mails });
    },
    view: ({ texts: messages, mails }, { say, to, now }) => ({
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
          {mails.length > 0 && (
            <Section title={say(developmentText.mails)}>
              <CardRows>
                {mails.map(({ id, subject, to: address, at, paragraphs }) => (
                  <ListRow
                    key={id}
                    title={subject}
                    facts={
                      <>
                        <span>{address}</span>
                        <span>{sayMoment(say, at, now)}</span>
                        {paragraphs.filter(isLink).map(({ words, href }) => (
                          <Link key={href} href={href}>
                            {words}
                          </Link>
                        ))}
                      </>
                    }
                  />
                ))}
              </CardRows>
            </Section>
          )}
        </>
      ),
    }),
  }),
];
