import { readBase64, toHex } from '../../../kernel/bytes.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { CopyText } from '../../../web/parts/CopyText.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import {
  endWitnessKey,
  nameWitness,
  type Party,
  type ShownWitness,
  type Witnessing,
} from '../witness.contract.ts';
import { groupsOf, isDemonstrationKey } from '../witness.rules.ts';
import { witnessText as text } from './witness.text.ts';

export type WitnessPageData = {
  witnessing: Witnessing;
  /** For administrators: the posts that may speak for each party. */
  posts: Readonly<Record<Party, readonly { value: string; label: string }[]>>;
};

type Props = { frame: Frame; data: WitnessPageData };
type OfOne = Props & { witness: ShownWitness };

/** Who watches the ledger, what each vouched for, and what all three did; for administrators, who it is. */
export function WitnessPage({ frame, data }: Props) {
  const { say, to } = frame;
  const { log, witnesses, can } = data.witnessing;
  return (
    <>
      <p>{say(text.intro)}</p>
      {witnesses.some(({ vkey }) => vkey !== null && isDemonstrationKey(vkey)) && (
        <div class="form-gap">
          <Notice tone="warn">{say(text.demonstration)}</Notice>
        </div>
      )}
      {witnesses.map((witness) => (
        <OneWitness key={witness.party} frame={frame} data={data} witness={witness} />
      ))}
      <div class="section-gap">
        <LinkButton href={to('/witnesses/sign')} kind="primary" icon="shield-check">
          {say(text.toSign)}
        </LinkButton>
      </div>
      <Agreed frame={frame} log={log} />
      {log && <Files frame={frame} hasAgreed={log.agreed !== null} />}
      {can.name === true && <Naming frame={frame} data={data} />}
    </>
  );
}

const sayCount = (size: number) => size.toLocaleString('en-US');

function OneWitness({ frame, witness }: OfOne) {
  const { say, now } = frame;
  const { party, state, last, vkey } = witness;
  const name = say(text.parties[party]);
  return (
    <Section title={name}>
      <Card>
        <div class="stack-snug">
          <StateChip frame={frame} witness={witness} />
          {last && !last.agrees && (
            <Notice tone="danger" title={say(text.differs)}>
              <p>{say(text.differsText, name)}</p>
            </Notice>
          )}
          {last && (
            <DefinitionList
              items={[
                {
                  term: say(text.lastSigned),
                  detail: say(
                    text.upTo,
                    sayCount(last.size),
                    sayMoment(say, parseInstant(last.cosignedAt), now),
                  ),
                },
              ]}
            />
          )}
          {vkey !== null && (
            <CopyText locale={say.locale} id={`vkey-${party}`} label={say(text.copyKey, name)}>
              {vkey}
            </CopyText>
          )}
          {state !== 'unnamed' && witness.can.end === true && <EndKey frame={frame} party={party} />}
        </div>
      </Card>
    </Section>
  );
}

function StateChip({ frame: { say }, witness: { state, last } }: { frame: Frame; witness: ShownWitness }) {
  if (!last) return <Chip>{say(text.states[state])}</Chip>;
  if (!last.agrees) {
    return (
      <Chip tone="red" icon="circle-alert">
        {say(text.differs)}
      </Chip>
    );
  }
  return (
    <Chip tone="teal" icon="check">
      {say(last.isNewest ? text.isNewest : text.states.cosigned)}
    </Chip>
  );
}

function EndKey({ frame, party }: { frame: Frame; party: Party }) {
  const { say, to } = frame;
  return (
    <details>
      <summary class="small">{say(text.endTitle)}</summary>
      <p class="small soft">{say(text.endText)}</p>
      <Form
        action={to(endWitnessKey.path.replace(':party', party))}
        hidden={frame.hidden}
        label={say(text.endTitle)}
      >
        <SelectField
          id={`reason-${party}`}
          name="reason"
          label={say(text.endReason)}
          options={(['lost', 'leaked'] as const).map((value) => ({
            value,
            label: say(text.endReasons[value]),
          }))}
        />
        <div class="form-gap">
          <Button kind="danger" size="small">
            {say(text.end)}
          </Button>
        </div>
      </Form>
    </details>
  );
}

function Agreed({ frame, log }: { frame: Frame; log: Witnessing['log'] }) {
  const { say, now } = frame;
  if (!log) return <p class="section-gap">{say(text.noLog)}</p>;
  const { agreed, newest } = log;
  const facts = ({ size, root, signedAt }: typeof newest) => [
    { term: say(text.entries), detail: say(text.entryCount, sayCount(size)) },
    { term: say(text.sealedAt), detail: sayMoment(say, parseInstant(signedAt), now) },
    {
      term: say(text.fingerprint),
      detail: <span class="mono">{groupsOf(toHex(readBase64(root) ?? new Uint8Array())).join(' ')}</span>,
    },
  ];
  return (
    <>
      <Section title={say(text.agreed)}>
        <Card>
          {agreed ? (
            <div class="stack-snug">
              <Chip tone="teal" icon="check">
                {say(text.agreedChip)}
              </Chip>
              <DefinitionList items={facts(agreed)} />
            </div>
          ) : (
            <p>{say(text.noAgreed)}</p>
          )}
        </Card>
      </Section>
      <Section title={say(text.newest)}>
        <Card>
          <DefinitionList items={facts(newest)} />
        </Card>
      </Section>
    </>
  );
}

function Files({ frame, hasAgreed }: { frame: Frame; hasAgreed: boolean }) {
  const { say, community } = frame;
  const at = (file: string) => `/ledger/${community.slug}/${file}`;
  return (
    <Section title={say(text.files)}>
      <p class="small soft">{say(text.filesText)}</p>
      <ul class="stack-snug">
        {hasAgreed && (
          <li>
            <Link href={at('cosigned')}>{say(text.cosignedFile)}</Link>
          </li>
        )}
        <li>
          <Link href={at('witnesses')}>{say(text.keysFile)}</Link>
        </li>
      </ul>
    </Section>
  );
}

function Naming({ frame, data }: Props) {
  const { say } = frame;
  return (
    <Section title={say(text.nameTitle)}>
      <p class="small soft">{say(text.nameText)}</p>
      {data.witnessing.witnesses.map((witness) => (
        <NameOne key={witness.party} frame={frame} data={data} witness={witness} />
      ))}
    </Section>
  );
}

function NameOne({ frame, data, witness: { party, turn } }: OfOne) {
  const { say, to } = frame;
  const name = say(text.parties[party]);
  const posts = data.posts[party];
  if (posts.length === 0) return <p>{say(text.noPosts, name)}</p>;
  const isMine = frame.form?.operation === nameWitness.name && frame.form.values.party === party;
  const form = readForm(isMine ? frame.form : undefined, ({ path }) =>
    path === 'postId' ? say(text.postMissing) : null,
  );
  const { problems, ...summary } = form.summary();
  const id = `post-${party}`;
  return (
    <Form
      action={to(nameWitness.path.replace(':party', party))}
      hidden={{ ...frame.hidden, turn: String(turn), party }}
      label={say(text.post, name)}
    >
      <ErrorSummary locale={say.locale} {...summary} problems={problems.map((one) => ({ ...one, id }))} />
      <div class="form-gap">
        <SelectField
          {...form.text('postId')}
          id={id}
          label={say(text.post, name)}
          empty={say(text.choose)}
          options={posts}
        />
      </div>
      <div class="form-gap">
        <Button size="small" label={`${say(text.name)}: ${name}`}>
          {say(text.name)}
        </Button>
      </div>
    </Form>
  );
}
