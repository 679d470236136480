import { Icon } from '../icons/Icon.tsx';

/** A recording, played by the browser's own player; what was heard in it stands beside. */
export function VoicePlayer(props: { src: string; label: string; length: string | null }) {
  return (
    <figure class="voice-bar">
      <Icon name="mic" size="l" />
      <div class="grow">
        <figcaption class="small">
          {props.label}
          {props.length !== null && <span class="soft"> {props.length}</span>}
        </figcaption>
        {/* biome-ignore lint/a11y/useMediaCaption: what was said is typed out beside it by the desk */}
        <audio controls preload="none" src={props.src} aria-label={props.label} />
      </div>
    </figure>
  );
}
