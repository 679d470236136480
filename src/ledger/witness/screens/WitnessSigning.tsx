import type { Say } from '../../../kernel/text.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { type Party, registerWitnessKey, type Witnessing } from '../witness.contract.ts';
import { signingWords, signingText as text, witnessText } from './witness.text.ts';

type Props = { frame: Frame; witnessing: Witnessing };

/**
 * Where a witness keeps a key and signs with it. Everything is done by the page's own script (the witness island): it
 * shows the part that fits what this browser holds. Fields for passphrases and keys stand in no form, so that nothing
 * can send them.
 */
export function WitnessSigning({ frame, witnessing }: Props) {
  const { say, community } = frame;
  const { log, witnesses } = witnessing;
  const party = witnesses.find(({ can }) => can.register === true)?.party ?? null;
  const words = Object.fromEntries(Object.entries(signingWords).map(([name, one]) => [name, say(one)]));
  const base = log?.origin.replace(/\/[1-9]\d*$/, '') ?? community.slug;
  return (
    <div
      data-witness
      data-community={community.slug}
      data-api={`/api/c/${community.slug}`}
      data-key-name={party ? `${base}/witness/${party}` : ''}
      data-registered={JSON.stringify(witnesses.flatMap(({ vkey }) => vkey ?? []))}
      data-words={JSON.stringify(words)}
    >
      <div data-part="no-script">
        <Notice tone="warn" title={say(text.noScript)}>
          <p>{say(text.noScriptText)}</p>
          <Commands name={`${base}/witness/${party ?? 'community'}`} origin={log?.origin ?? ''} />
        </Notice>
      </div>
      <div data-part="alarm" hidden>
        <div class="notice notice-danger" role="alert">
          <b data-alarm />
        </div>
      </div>
      <p role="status" data-said />
      <div data-part="evidence" hidden>
        <Notice tone="danger" title={say(text.evidenceTitle)}>
          <p>{say(text.evidenceText)}</p>
          <Act does="evidence" kind="line">
            {say(text.evidence)}
          </Act>
        </Notice>
      </div>
      <div data-part="other" hidden>
        <Notice tone="warn" title={say(text.otherTitle)}>
          <p>{say(text.otherText)}</p>
          <Act does="follow" kind="line">
            {say(text.follow)}
          </Act>
        </Notice>
      </div>
      <Ready say={say} />
      <div data-part="none" hidden>
        <Make say={say} party={party} />
        <Bring say={say} />
      </div>
      {party && <Register frame={frame} party={party} />}
      <KeyHere say={say} isWitness={party !== null} />
      <p class="small soft section-gap">{say(text.honest)}</p>
    </div>
  );
}

type ActProps = { does: string; kind: 'primary' | 'line' | 'danger'; sure?: string; children: string };

/** A button that the island obeys. */
function Act({ does, kind, sure, children }: ActProps) {
  return (
    <button class={`button button-${kind}`} type="button" data-does={does} data-sure={sure}>
      <span>{children}</span>
    </button>
  );
}

function Commands({ name, origin }: { name: string; origin: string }) {
  return (
    <pre class="mono">
      {`sunshine witness keygen --name ${name} --key witness.key\nsunshine witness sign https://${origin} --key witness.key --seen witness.seen`}
    </pre>
  );
}

/** A field that no form sends. */
function Passphrase(props: { id: string; label: string; hint?: string; isNew?: boolean; enters: string }) {
  const { id, label, hint, isNew, enters } = props;
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        class="input"
        id={id}
        type="password"
        autocomplete={isNew ? 'new-password' : 'current-password'}
        aria-describedby={hint && `${id}-hint`}
        data-enters={enters}
      />
    </div>
  );
}

function Ready({ say }: { say: Say }) {
  return (
    <div data-part="ready" hidden>
      <Section title={say(text.signTitle)}>
        <Card tone="chosen">
          <p>{say(text.signText)}</p>
          <DefinitionList
            items={[
              { term: say(text.keyName), detail: <span class="mono" data-key-shown /> },
              { term: say(text.seen), detail: <span data-last-seen /> },
            ]}
          />
          <Passphrase id="passphrase" label={say(text.passphrase)} enters="sign" />
          <div class="form-gap">
            <Act does="sign" kind="primary">
              {say(text.sign)}
            </Act>
          </div>
        </Card>
      </Section>
    </div>
  );
}

function Make({ say, party }: { say: Say; party: Party | null }) {
  if (!party) {
    return (
      <Notice title={say(text.noKey)}>
        <p>{say(text.notNamed)}</p>
      </Notice>
    );
  }
  return (
    <Section title={say(text.makeTitle, say(witnessText.parties[party]))}>
      <Card tone="chosen">
        <p>{say(text.makeText)}</p>
        <Passphrase
          id="new-passphrase"
          label={say(text.passphrase)}
          hint={say(text.passphraseHint)}
          enters="make"
          isNew
        />
        <Passphrase id="same-passphrase" label={say(text.again)} enters="make" isNew />
        <div class="form-gap">
          <Act does="make" kind="primary">
            {say(text.make)}
          </Act>
        </div>
      </Card>
    </Section>
  );
}

function Bring({ say }: { say: Say }) {
  return (
    <Section title={say(text.bringTitle)}>
      <Card>
        <div class="field">
          <label class="label" for="key-file">
            {say(text.keyFile)}
          </label>
          <p class="hint" id="key-file-hint">
            {say(text.bringText)}
          </p>
          <input class="input" id="key-file" type="file" aria-describedby="key-file-hint" />
        </div>
        <div class="form-gap">
          <Act does="bring" kind="line">
            {say(text.bring)}
          </Act>
        </div>
      </Card>
    </Section>
  );
}

/** The public half alone is sent, by a form like any other: without scripts too, for a key of the command line. */
function Register({ frame, party }: { frame: Frame; party: Party }) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === registerWitnessKey.name ? frame.form : undefined);
  return (
    <Section title={say(text.registerTitle)}>
      <Card>
        <div data-part="register" hidden>
          <p>{say(text.registerText)}</p>
          <Act does="backup" kind="line">
            {say(text.backup)}
          </Act>
        </div>
        <Form action={to(registerWitnessKey.path.replace(':party', party))} hidden={frame.hidden}>
          <ErrorSummary locale={say.locale} {...form.summary()} />
          <div class="form-gap">
            <TextField
              {...form.text('vkey')}
              label={say(text.vkey)}
              hint={say(text.registerPasted)}
              maxLength={300}
              autoComplete="off"
            />
          </div>
          <div class="form-gap">
            <Button kind="line">{say(text.register, say(witnessText.parties[party]))}</Button>
          </div>
        </Form>
      </Card>
    </Section>
  );
}

function KeyHere({ say, isWitness }: { say: Say; isWitness: boolean }) {
  return (
    <>
      {!isWitness && (
        <div data-part="register" hidden>
          <Notice tone="warn">
            <p>{say(text.notRegistered)}</p>
          </Notice>
        </div>
      )}
      <div class="section-gap row row-wrap" data-part="key" hidden>
        <Act does="backup" kind="line">
          {say(text.backup)}
        </Act>
        <Act does="forget" kind="danger" sure={say(text.forgetSure)}>
          {say(text.forget)}
        </Act>
      </div>
    </>
  );
}
