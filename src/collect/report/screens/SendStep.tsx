import type { Place } from '../../../places/place/place.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { Steps } from '../../../web/parts/Steps.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { VoicePlayer } from '../../../web/parts/VoicePlayer.tsx';
import type { DraftView } from '../../draft/draft.contract.ts';
import { EmergencyNotice } from '../../draft/screens/EmergencyNotice.tsx';
import { placeFields } from '../../draft/screens/place-choice.ts';
import { totalSteps } from '../../draft/screens/StepHead.tsx';
import { stepsText } from '../../draft/screens/steps.text.ts';
import { draftPhotoHref } from '../../photo/screens/photo-href.ts';
import { draftRecordingHref, sayLength } from '../../recording/screens/recording-href.ts';
import { anonymities } from '../report.contract.ts';
import { anonymityText, sendText } from './send.text.ts';

type SendProps = {
  frame: Frame;
  draft: DraftView;
  place: Place;
  placeName: string;
  categoryGuess: string | undefined;
  /** What was written speaks of danger. */
  urgent: boolean;
  /** Who is signed in, to save them the writing. */
  person: { name: string; phone: string | null } | undefined;
};

/** Step 4: who may know, how to reach them, what is kept; then everything is sent at once. */
export function SendStep(props: SendProps) {
  const { frame, draft, place, person } = props;
  const { say, to } = frame;
  const read = readForm(frame.form);
  return (
    <Form
      action={to('/reports')}
      flow
      hidden={{
        ...frame.hidden,
        draftId: draft.draftId,
        text: draft.text.trim() === '' && draft.recording ? say(sendText.voiceOnly) : draft.text,
        photoIds: draft.photoIds,
        ...placeFields(place),
        ...(props.categoryGuess !== undefined && { categoryGuess: props.categoryGuess }),
      }}
    >
      <Steps locale={say.locale} current={3} total={totalSteps} />
      <ScreenTitle>{say(sendText.title)}</ScreenTitle>
      <ErrorSummary locale={say.locale} {...read.summary()} />
      {props.urgent && (
        <div class="form-gap">
          <EmergencyNotice frame={frame} about="sounds" />
        </div>
      )}
      <Choice
        {...read.text('anonymity', 'community-only')}
        type="radio"
        legend={say(sendText.whoKnows)}
        options={anonymities.map((value) => ({
          value,
          label: say(anonymityText[value].name),
          hint: say(anonymityText[value].who),
        }))}
      />
      <div class="section-gap">
        <TextField
          {...read.text('contact.name', person?.name)}
          label={say(sendText.name)}
          aside={say(sendText.optional)}
          autoComplete="name"
          maxLength={40}
        />
        <TextField
          {...read.text('contact.phone', person?.phone ?? '')}
          label={say(sendText.phone)}
          aside={say(sendText.optional)}
          hint={say(sendText.phoneHint)}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
        />
        <TextField
          {...read.text('publicName')}
          label={say(sendText.publicName)}
          aside={say(sendText.optional)}
          hint={say(sendText.publicNameHint)}
          maxLength={20}
        />
      </div>
      <Privacy frame={frame} />
      <Yours {...props} />
      <Dock>
        <LinkButton href={to(`/reports/new/${draft.draftId}/where`)}>{say(stepsText.back)}</LinkButton>
        <Button kind="sun" size="big" icon="send">
          {say(sendText.submit)}
        </Button>
      </Dock>
    </Form>
  );
}

function Yours({ frame, draft, placeName }: SendProps) {
  const { say, to } = frame;
  const step = (name: string) => to(`/reports/new/${draft.draftId}/${name}`);
  return (
    <Section title={say(sendText.yours)}>
      <Card>
        {draft.text.trim() !== '' && <p class="as-written">{draft.text}</p>}
        {draft.recording && (
          <VoicePlayer
            src={draftRecordingHref(frame, draft.draftId, draft.recording.recordingId)}
            label={say(stepsText.recordingYours)}
            length={draft.recording.seconds === null ? null : sayLength(draft.recording.seconds)}
          />
        )}
        <p class="small soft form-gap">{placeName}</p>
        {draft.photoIds.length > 0 && (
          <div class="form-gap">
            <PhotoGrid
              photos={draft.photoIds.map((photoId, index) => ({
                src: draftPhotoHref(frame, draft.draftId, photoId, 'small'),
                alt: say(stepsText.photo, index + 1),
              }))}
            />
          </div>
        )}
        <p class="row row-wrap form-gap">
          <Link href={step('what')}>{say(sendText.changeWhat)}</Link>
          <Link href={step('where')}>{say(sendText.changeWhere)}</Link>
        </p>
      </Card>
    </Section>
  );
}

/** 个人信息保护法 第十七条: purpose, kinds, how long, and rights, told plainly before anything is taken. */
function Privacy({ frame: { say, community, to } }: { frame: Frame }) {
  const name = say.locale === 'en' && community.nameEn !== '' ? community.nameEn : community.name;
  return (
    <Section title={say(sendText.privacy)}>
      <Card tone="quiet">
        <DefinitionList
          items={[
            { term: say(sendText.privacyWhat), detail: say(sendText.privacyWhatText) },
            { term: say(sendText.privacyWhy), detail: say(sendText.privacyWhyText) },
            { term: say(sendText.privacyWho), detail: say(sendText.privacyWhoText) },
            { term: say(sendText.privacyLong), detail: say(sendText.privacyLongText) },
            { term: say(sendText.privacyRights), detail: say(sendText.privacyRightsText, name) },
          ]}
        />
        <p class="form-gap">
          <Link href={to('/privacy')}>{say(sendText.privacyAll)}</Link>
        </p>
      </Card>
    </Section>
  );
}
