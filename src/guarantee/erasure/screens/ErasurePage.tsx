import type { Text } from '../../../kernel/text.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { postText } from '../../../people/post/post.text.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { Checkbox } from '../../../web/parts/Checkbox.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { askErasure, erasureRefusals, type OwnErasure, withdrawErasure } from '../erasure.contract.ts';
import { sayOffice } from '../erasure.text.ts';
import { erasureText as text } from './erasure.text.ts';

type Props = { frame: Frame; own: OwnErasure; signInAgain: string };

/** What goes, what stays and why; asking for it, or what waits and can be taken back. */
export function ErasurePage({ frame, own, signInAgain }: Props) {
  const { say } = frame;
  const isHeld = own.can.ask === 'post-held';
  return (
    <>
      <ScreenTitle look="display">{say(text.title)}</ScreenTitle>
      {own.asked && <Waiting frame={frame} dueAt={own.asked.dueAt} />}
      {isHeld && (
        <Section title={say(text.first)}>
          <HeldPosts frame={frame} own={own} />
        </Section>
      )}
      <Listed
        frame={frame}
        title={text.goes}
        items={[...text.goesList, ...(own.served ? text.goesOfOffice : [])]}
      />
      <Listed
        frame={frame}
        title={text.stays}
        items={[
          ...(own.served ? text.staysOfOffice : []),
          ...(own.elsewhere ? [text.staysElsewhere] : []),
          ...text.staysList,
        ]}
      />
      {own.asked === null && !isHeld && (
        <Section title={say(text.ask)}>
          <p class="soft">{`${say(text.count, own.reports)}${say(text.when, own.days)}`}</p>
          <Ask frame={frame} own={own} signInAgain={signInAgain} />
        </Section>
      )}
    </>
  );
}

function Listed({ frame: { say }, title, items }: { frame: Frame; title: Text; items: readonly Text[] }) {
  return (
    <Section title={say(title)}>
      <Card>
        <ul class="stack-tight">
          {items.map((item) => (
            <li key={item.en}>{say(item)}</li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function Waiting({ frame, dueAt }: { frame: Frame; dueAt: string }) {
  const { say, to, now } = frame;
  return (
    <Notice tone="warn">
      <p>
        <strong>{say(text.waits, sayDay(say, dateOf(parseInstant(dueAt)), now))}</strong>
      </p>
      <p>{say(text.waitsText)}</p>
      <Form action={to(withdrawErasure.path)} hidden={frame.hidden}>
        <Button kind="primary">{say(text.withdraw)}</Button>
      </Form>
    </Notice>
  );
}

function Ask({ frame, own, signInAgain }: Props) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === askErasure.name ? frame.form : undefined);
  const { ask } = own.can;
  if (ask !== true) {
    const facts: Record<string, string> = {
      count: String(own.open.length),
      numbers: own.open.slice(0, 5).join(', '),
    };
    const why = fill(say(erasureRefusals[ask]), facts);
    return (
      <>
        <Notice>{why}</Notice>
        {ask === 'sign-in-not-recent' && (
          <div class="form-gap">
            <LinkButton href={signInAgain} icon="log-in">
              {say(text.again)}
            </LinkButton>
          </div>
        )}
      </>
    );
  }
  return (
    <Form action={to(askErasure.path)} hidden={frame.hidden}>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <Checkbox {...form.text('read')} label={say(text.read)} value="yes" />
      <Checkbox {...form.text('final')} label={say(text.final)} value="yes" />
      <div class="form-gap">
        <Button kind="danger" full>
          {say(text.ask)}
        </Button>
      </div>
    </Form>
  );
}

/** What ends first, and the way there: their posts, whom to ask, and for administrators the page itself. */
function HeldPosts({ frame, own }: Pick<Props, 'frame' | 'own'>) {
  const { say, to } = frame;
  const isAdministrator = own.posts.some(({ kind }) => kind === 'administrator');
  const { posts, whom } = sayOffice(say.locale, own);
  return (
    <>
      <Notice>{fill(say(erasureRefusals['post-held']), { posts, whom })}</Notice>
      <div class="form-gap" />
      <CardRows>
        {own.posts.map(({ kind, covers, heldFrom }) => (
          <ListRow
            key={`${kind} ${covers} ${heldFrom}`}
            title={say(postText.kind[kind])}
            facts={[covers, say(text.since, heldFrom)].filter(Boolean).join(' · ')}
          />
        ))}
      </CardRows>
      {isAdministrator && (
        <div class="form-gap">
          <LinkButton href={to('/people/posts')} icon="users">
            {say(text.toPosts)}
          </LinkButton>
        </div>
      )}
    </>
  );
}

const fill = (said: string, facts: Readonly<Record<string, string>>) =>
  said.replaceAll(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
