import { maxPlaceWords, type PlaceRegister } from '../../../places/place/place.contract.ts';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { PhotoPicker } from '../../../web/parts/PhotoPicker.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { VoiceRecorder } from '../../../web/parts/VoiceRecorder.tsx';
import { EmergencyNotice } from '../../draft/screens/EmergencyNotice.tsx';
import { InArea, InBuilding } from '../../draft/screens/PlaceQuestions.tsx';
import { stepsText } from '../../draft/screens/steps.text.ts';
import { maxPhotoBytes } from '../../photo/photo.contract.ts';
import { maxRecordingBytes, maxRecordingSeconds } from '../../recording/recording.contract.ts';
import { anonymities, maxReportPhotos, maxReportText, phonePattern } from '../../report/report.contract.ts';
import { anonymityText, sendText } from '../../report/screens/send.text.ts';
import { offlineFormText, offlineProblemText } from './offline.text.ts';

const untouched = readForm(undefined);
const nothingYet = { place: null };

/**
 * What the steps ask, on one page that a telephone keeps: the same for everybody, with nothing of who is signed in.
 * The offline-form island does what a server does elsewhere.
 */
export function OfflineForm({ frame, register }: { frame: Frame; register: PlaceRegister }) {
  const { say, to } = frame;
  return (
    <form
      class="flow"
      noValidate
      data-offline-form={frame.community.slug}
      data-then={to('/offline')}
      data-spoken={say(sendText.voiceOnly)}
      data-phone={phonePattern.source}
      data-max-text={maxReportText}
    >
      <ScreenTitle>{say(offlineFormText.title)}</ScreenTitle>
      <p class="soft">{say(offlineFormText.intro)}</p>
      <noscript>
        <p class="notice form-gap">
          <span>
            {say(offlineFormText.needsScript)}{' '}
            <Link href={to('/reports/new')}>{say(offlineFormText.ordinary)}</Link>
          </span>
        </p>
      </noscript>
      <Found frame={frame} />
      <Problems frame={frame} />
      <What frame={frame} />
      <Section title={say(offlineFormText.where)}>
        <div data-place-picker>
          <InBuilding frame={frame} draft={nothingYet} register={register} read={untouched} />
          <div class="form-gap">
            <InArea frame={frame} draft={nothingYet} register={register} read={untouched} id="field-area" />
          </div>
        </div>
        <div class="form-gap">
          <TextField
            {...untouched.text('place.words')}
            label={say(stepsText.words)}
            aside={say(stepsText.wordsAside)}
            hint={say(stepsText.wordsHint)}
            maxLength={maxPlaceWords}
          />
        </div>
      </Section>
      <Who frame={frame} />
      <p class="small soft section-gap">
        {say(offlineFormText.privacy)} <Link href={to('/privacy')}>{say(offlineFormText.privacyAll)}</Link>
      </p>
      <Dock>
        <Button kind="sun" size="big" icon="send">
          {say(offlineFormText.submit)}
        </Button>
      </Dock>
    </form>
  );
}

function Found({ frame: { say, to } }: { frame: Frame }) {
  return (
    <>
      <div class="notice form-gap" role="status" hidden data-draft-found>
        <span class="grow">{say(offlineFormText.found)}</span>
        <button type="button" class="link" data-draft-discard>
          {say(offlineFormText.discard)}
        </button>
      </div>
      <p class="notice notice-warn form-gap" role="status" hidden data-draft-elsewhere>
        {say(offlineFormText.elsewhere)}
      </p>
      <p class="small form-gap" hidden data-drafts-more>
        {say(offlineFormText.foundMore)}
        <Link href={to('/offline')}>{say(offlineFormText.foundSee)}</Link>
      </p>
    </>
  );
}

/** Each problem stands here and is hidden until it is one: the page has to speak without a server. */
function Problems({ frame: { say } }: { frame: Frame }) {
  const fields = {
    text: ['field-text', say(offlineProblemText.text)],
    long: ['field-text', say(offlineProblemText.long, maxReportText)],
    place: ['field-place', say(offlineProblemText.place)],
    phone: ['field-contact-phone', say(offlineProblemText.phone)],
    anonymous: ['field-contact-name', say(offlineProblemText.anonymous)],
    name: ['field-publicName', say(offlineProblemText.name)],
    full: ['field-photos', say(offlineProblemText.full)],
    unkept: ['field-text', say(offlineProblemText.unkept)],
  };
  return (
    <div class="summary" role="alert" tabIndex={-1} hidden data-problems>
      <h2>{say(offlineFormText.problems)}</h2>
      <ul>
        {Object.entries(fields).map(([name, [id, words]]) => (
          <li key={name} hidden data-problem={name}>
            <a href={`#${id}`}>{words}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function What({ frame }: { frame: Frame }) {
  const { say } = frame;
  return (
    <Section title={say(offlineFormText.what)}>
      <VoiceRecorder
        {...untouched.file('recording')}
        locale={say.locale}
        legend={say(stepsText.recording)}
        aside={say(stepsText.recordingAside)}
        hint={say(stepsText.recordingHint)}
        maxSeconds={maxRecordingSeconds}
        maxBytesEach={maxRecordingBytes}
      />
      <TextArea
        {...untouched.text('text')}
        label={say(stepsText.whatLabel)}
        hideLabel
        rows={5}
        placeholder={say(stepsText.whatExample)}
      />
      <div class="section-gap">
        <PhotoPicker
          {...untouched.file('photos')}
          locale={say.locale}
          legend={say(stepsText.photos)}
          aside={say(stepsText.photosAside, maxReportPhotos)}
          hint={say(offlineFormText.photosHere)}
          maxFiles={maxReportPhotos}
          maxBytesEach={maxPhotoBytes}
          addLabel={say(stepsText.photoAdd)}
        />
      </div>
      <div class="section-gap">
        <EmergencyNotice frame={frame} />
      </div>
    </Section>
  );
}

function Who({ frame: { say } }: { frame: Frame }) {
  return (
    <Section title={say(offlineFormText.who)}>
      <Choice
        {...untouched.text('anonymity', 'community-only')}
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
          {...untouched.text('contact.name')}
          label={say(sendText.name)}
          aside={say(sendText.optional)}
          autoComplete="name"
          maxLength={40}
        />
        <TextField
          {...untouched.text('contact.phone')}
          label={say(sendText.phone)}
          aside={say(sendText.optional)}
          hint={say(sendText.phoneHint)}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
        />
        <TextField
          {...untouched.text('publicName')}
          label={say(sendText.publicName)}
          aside={say(sendText.optional)}
          hint={say(sendText.publicNameHint)}
          maxLength={20}
        />
      </div>
    </Section>
  );
}
