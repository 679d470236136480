/**
 * Records a voice note in the page and puts it into the form's own file input. Where the browser cannot record or may
 * not listen (no https, no permission, no microphone), the input stays and opens the phone's recorder.
 */
const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const endings: Record<string, string> = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' };
/** Speech is well understood at this rate; three minutes are 0.7 MB. */
const bitsPerSecond = 32_000;

type Recorder = {
  root: HTMLElement;
  input: HTMLInputElement;
  bar: HTMLElement;
  button: HTMLButtonElement;
  status: HTMLElement;
  player: HTMLAudioElement;
  remove: HTMLButtonElement;
  running: MediaRecorder | null;
  /** Sent while it was still recording: goes off once the recording is in the form. */
  sending: boolean;
};

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

function say(recorder: Recorder, words: string | undefined, seconds?: number): void {
  recorder.status.textContent = (words ?? '').replace('{time}', clock(seconds ?? 0));
}

function complain(recorder: Recorder, words: string | undefined): void {
  const line = recorder.root.querySelector<HTMLElement>('[data-voice-problem]');
  const text = line?.querySelector('span');
  if (!line || !text) return;
  text.textContent = words ?? '';
  line.hidden = !words;
}

function label(recorder: Recorder, words: string | undefined): void {
  recorder.button.setAttribute('aria-label', words ?? '');
  recorder.button.setAttribute('aria-pressed', String(recorder.running !== null));
}

function put(recorder: Recorder, file: File | null): void {
  const { input, player, remove, root } = recorder;
  const carrier = new DataTransfer();
  if (file) carrier.items.add(file);
  input.files = carrier.files;
  if (player.src) URL.revokeObjectURL(player.src);
  if (file) player.src = URL.createObjectURL(file);
  else player.removeAttribute('src');
  player.hidden = !file;
  remove.hidden = !file;
  label(recorder, file ? root.dataset.again : root.dataset.start);
  // The field changed by itself: whoever keeps what is written hears of it.
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

async function start(recorder: Recorder): Promise<void> {
  const { root } = recorder;
  complain(recorder, undefined);
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    // Refused, or there is no microphone: the input, which was there all the time, takes over.
    complain(recorder, root.dataset.denied);
    recorder.bar.hidden = true;
    root.querySelector<HTMLElement>('[data-voice-file]')?.removeAttribute('hidden');
    recorder.input.focus();
    return;
  }
  const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind));
  const running = new MediaRecorder(stream, {
    audioBitsPerSecond: bitsPerSecond,
    ...(mimeType === undefined ? {} : { mimeType }),
  });
  const pieces: Blob[] = [];
  let seconds = 0;
  put(recorder, null);
  recorder.running = running;
  label(recorder, root.dataset.stop);
  say(recorder, root.dataset.recording, 0);
  // Only the clock that is seen moves; it is not read aloud each second.
  recorder.status.setAttribute('aria-live', 'off');
  const ticking = setInterval(() => {
    seconds += 1;
    say(recorder, root.dataset.recording, seconds);
    if (seconds >= Number(root.dataset.maxSeconds)) running.stop();
  }, 1000);
  running.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  running.addEventListener('stop', () => {
    clearInterval(ticking);
    for (const track of stream.getTracks()) track.stop();
    recorder.running = null;
    recorder.status.removeAttribute('aria-live');
    finish(recorder, new Blob(pieces, { type: running.mimeType }), seconds);
  });
  running.start();
}

function finish(recorder: Recorder, sound: Blob, seconds: number): void {
  const { root, input } = recorder;
  const type = sound.type.split(';')[0] ?? '';
  if (sound.size === 0 || sound.size > Number(root.dataset.maxBytes)) {
    put(recorder, null);
    say(recorder, root.dataset.idle);
    complain(recorder, root.dataset.tooBig);
    recorder.sending = false;
    return;
  }
  put(recorder, new File([sound], `voice.${endings[type] ?? 'webm'}`, { type }));
  say(recorder, root.dataset.done, seconds);
  if (recorder.sending) input.form?.requestSubmit();
  recorder.sending = false;
}

function enhance(root: HTMLElement): void {
  const found = {
    input: root.querySelector<HTMLInputElement>('input[type=file]'),
    bar: root.querySelector<HTMLElement>('[data-voice-bar]'),
    button: root.querySelector<HTMLButtonElement>('[data-voice-record]'),
    status: root.querySelector<HTMLElement>('[data-voice-status]'),
    player: root.querySelector<HTMLAudioElement>('[data-voice-play]'),
    remove: root.querySelector<HTMLButtonElement>('[data-voice-remove]'),
  };
  const { input, bar, button, status, player, remove } = found;
  if (!input || !bar || !button || !status || !player || !remove) return;
  const recorder: Recorder = {
    ...{ root, input, bar, button, status, player, remove },
    ...{ running: null, sending: false },
  };
  bar.hidden = false;
  root.querySelector('[data-voice-file]')?.setAttribute('hidden', '');
  button.addEventListener('click', () => {
    if (recorder.running) recorder.running.stop();
    else void start(recorder);
  });
  // The phone's own recorder brought it, or it was kept from before.
  input.addEventListener('change', () => put(recorder, input.files?.[0] ?? null));
  remove.addEventListener('click', () => {
    put(recorder, null);
    say(recorder, root.dataset.idle);
    button.focus();
  });
  input.form?.addEventListener(
    'submit',
    (event) => {
      if (!recorder.running) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      recorder.sending = true;
      recorder.running.stop();
    },
    true,
  );
}

const canRecord =
  typeof MediaRecorder === 'function' && typeof DataTransfer === 'function' && navigator.mediaDevices;
if (canRecord) for (const root of document.querySelectorAll<HTMLElement>('[data-voice]')) enhance(root);
