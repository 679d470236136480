import { type Locale, sayIn } from '../../kernel/text.ts';
import { Icon } from '../icons/Icon.tsx';
import { webText } from '../web.text.ts';
import { classNames } from './class-names.ts';
import { describedBy } from './Field.tsx';

type VoiceRecorderProps = {
  locale: Locale;
  id: string;
  name: string;
  legend: string;
  aside?: string | undefined;
  hint?: string | undefined;
  problem?: string | undefined;
  maxSeconds: number;
  maxBytesEach: number;
};

/**
 * Saying it instead of writing it: a plain file input that opens the phone's own recorder, which the voice-recorder
 * island turns into a button to record here. Where the browser may not listen, the input stays.
 */
export function VoiceRecorder(props: VoiceRecorderProps) {
  const { locale, id, hint, problem } = props;
  const t = sayIn(locale);
  return (
    <fieldset
      class={classNames('field voice', problem && 'field-bad')}
      data-voice
      data-max-seconds={props.maxSeconds}
      data-max-bytes={props.maxBytesEach}
      data-start={t(webText.voiceStart)}
      data-stop={t(webText.voiceStop)}
      data-again={t(webText.voiceAgain)}
      data-idle={t(webText.voiceIdle)}
      data-recording={t(webText.voiceRecording)}
      data-done={t(webText.voiceDone)}
      data-denied={t(webText.voiceDenied)}
      data-too-big={t(webText.voiceTooBig)}
    >
      <legend class="label">
        {props.legend}
        {props.aside && <span class="label-aside"> {props.aside}</span>}
      </legend>
      <p class="problem" id={`${id}-problem`} role="alert" hidden={!problem} data-voice-problem>
        <Icon name="circle-alert" size="s" />
        <span>{problem}</span>
      </p>
      <div class="voice-bar" hidden data-voice-bar>
        <button type="button" class="voice-button" data-voice-record aria-label={t(webText.voiceStart)}>
          <Icon name="mic" size="l" />
        </button>
        <div class="grow">
          <p class="small" role="status" data-voice-status>
            {t(webText.voiceIdle)}
          </p>
          {/* biome-ignore lint/a11y/useMediaCaption: one's own words, heard before they are sent */}
          <audio controls hidden data-voice-play />
        </div>
        <button type="button" class="link" hidden data-voice-remove>
          {t(webText.voiceRemove)}
        </button>
      </div>
      <label class="voice-file" data-voice-file>
        <span class="small soft">{t(webText.voiceFile)}</span>
        <input
          type="file"
          id={id}
          name={props.name}
          accept="audio/*"
          capture="user"
          aria-describedby={describedBy(id, hint, problem)}
        />
      </label>
      {hint && (
        <p class="small soft form-gap" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}
