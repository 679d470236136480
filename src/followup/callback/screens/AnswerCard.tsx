import { photoHref } from '../../../collect/photo/screens/photo-href.ts';
import type { OutputOf } from '../../../kernel/operation.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { Dialog } from '../../../web/parts/Dialog.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { answerCallback, type getQuestion } from '../callback.contract.ts';
import { callbackText, satisfactionText, solvedText } from '../callback.text.ts';
import { answerText } from './answer.text.ts';

export type Question = OutputOf<typeof getQuestion>;

/** A photo the reporter sent, to stand beside the one of what was done. */
export type Before = { photoId: string; on: string };

type AnswerProps = {
  frame: Frame;
  question: Question;
  before: Before | undefined;
  resolvedOn: string | null;
};

/**
 * Is it solved? One press says yes; "no" needs a word about what is missing, asked in a dialog that opens without
 * JavaScript too. The token comes from this page alone, so nothing that only follows links can answer.
 */
export function AnswerCard({ frame, question, before, resolvedOn }: AnswerProps) {
  const { say, to, now } = frame;
  const returned = frame.form?.operation === answerCallback.name ? frame.form : undefined;
  const read = readForm(returned);
  const isAgain = returned?.values.solved === 'no';
  const hidden = { ...frame.hidden, version: String(question.version), token: question.token };
  const action = to(`/matters/${question.matterId}/answer`);
  return (
    <Section title={say(callbackText.isItSolved)} id="answer">
      <Card>
        <Proof frame={frame} question={question} before={before} resolvedOn={resolvedOn} />
        {question.reply !== null && (
          <p class="as-written form-gap">
            <b>{say(answerText.reply)}</b>
            {question.reply}
          </p>
        )}
        {question.whyNoPhoto !== null && (
          <p class="small soft">{say(answerText.whyNoPhoto, question.whyNoPhoto)}</p>
        )}
        <div class="form-gap">
          <ErrorSummary locale={say.locale} {...read.summary()} />
        </div>
        {isAgain ? (
          <Form action={action} hidden={{ ...hidden, solved: 'no' }}>
            <WhatIsMissing frame={frame} read={read} />
            <div class="form-gap">
              <Button kind="primary" full icon="rotate-ccw">
                {say(answerText.doAgain)}
              </Button>
            </div>
          </Form>
        ) : (
          <Form action={action} hidden={hidden}>
            <div class="pair form-gap">
              <Button kind="primary" icon="check" name="solved" value="yes">
                {say(solvedText.yes)}
              </Button>
              <LinkButton href="#again" opensDialog="again" icon="rotate-ccw">
                {say(solvedText.no)}
              </LinkButton>
            </div>
            <div class="form-gap">
              <Button kind="quiet" full name="solved" value="partly">
                {say(solvedText.partly)}
              </Button>
            </div>
            <Satisfaction frame={frame} read={read} />
          </Form>
        )}
        <p class="small soft form-gap">
          {question.reopenUntil === null
            ? say(callbackText.silence)
            : say(callbackText.reopenUntil, sayDay(say, question.reopenUntil, now))}
        </p>
      </Card>
      {!isAgain && (
        <Dialog
          id="again"
          title={say(answerText.againTitle)}
          closeLabel={say(answerText.cancel)}
          actions={
            <Button kind="primary" form="again-form">
              {say(answerText.doAgain)}
            </Button>
          }
        >
          <Form id="again-form" action={action} hidden={{ ...hidden, solved: 'no' }}>
            <WhatIsMissing frame={frame} read={read} />
          </Form>
        </Dialog>
      )}
    </Section>
  );
}

function WhatIsMissing({ frame: { say }, read }: { frame: Frame; read: FormReader }) {
  return (
    <TextArea
      {...read.text('words')}
      label={say(callbackText.whatIsMissing)}
      hint={say(answerText.againText)}
      rows={3}
      maxLength={500}
    />
  );
}

function Satisfaction({ frame: { say }, read }: { frame: Frame; read: FormReader }) {
  const options = ([5, 4, 3, 2, 1] as const).map((value) => ({
    value: String(value),
    label: say(satisfactionText[value]),
  }));
  return (
    <details class="form-gap">
      <summary>{say(answerText.more)}</summary>
      <div class="form-gap">
        <Choice
          {...read.text('satisfaction')}
          type="radio"
          legend={say(callbackText.areYouSatisfied)}
          aside={say(answerText.optional)}
          options={options}
        />
        <Choice
          {...read.text('attitude')}
          type="radio"
          legend={say(callbackText.howWereYouTreated)}
          aside={say(answerText.optional)}
          options={options}
        />
      </div>
    </details>
  );
}

/** Before and after side by side; only what was done where nothing was sent before. */
function Proof({ frame, question, before, resolvedOn }: AnswerProps) {
  const { say, now } = frame;
  if (question.proofPhotoIds.length === 0) return null;
  const shown = (photoId: string, words: string) => ({
    src: photoHref(frame, photoId, 'small'),
    href: photoHref(frame, photoId, 'large'),
    alt: words,
    caption: words,
  });
  const day = resolvedOn === null ? '' : sayDay(say, resolvedOn, now);
  return (
    <PhotoGrid
      columns={2}
      photos={[
        ...(before ? [shown(before.photoId, say(answerText.before, sayDay(say, before.on, now)))] : []),
        ...question.proofPhotoIds.map((photoId) => shown(photoId, say(answerText.after, day))),
      ]}
    />
  );
}
