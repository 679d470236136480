import {
  type Draft,
  freshId,
  isFull,
  keptOf,
  openPhone,
  type Piece,
  type PieceFile,
  type PieceKind,
  queue,
  saveDraft,
  tellOthers,
  type Words,
} from '../offline/phone-store.ts';

/**
 * The form that needs no network: what is written stays in this telephone, photos and recording with it, through a
 * closed page and a restart, until it was sent from here. Where another tab changed the same draft, this one goes on
 * as a draft of its own, and both are shown.
 */
type Own = {
  form: HTMLFormElement;
  community: string;
  id: string;
  /** When this tab last kept it; another time in the store means that somebody else did. */
  savedAt: number | null;
  files: PieceFile[];
};

const textOf = (data: FormData, name: string) => String(data.get(name) ?? '').trim();

function wordsIn(form: HTMLFormElement): Words {
  const data = new FormData(form);
  const place: Record<string, string> = { words: textOf(data, 'place.words') };
  for (const [name, value] of data.entries()) {
    if (name.startsWith('place.') && typeof value === 'string' && value !== '' && value !== 'not-asked') {
      place[name.slice('place.'.length)] = value.trim();
    }
  }
  const orNull = (name: string) => textOf(data, name) || null;
  return {
    text: String(data.get('text') ?? ''),
    place,
    anonymity: textOf(data, 'anonymity'),
    publicName: orNull('publicName'),
    contact: { name: orNull('contact.name'), phone: orNull('contact.phone') },
  };
}

/** The files chosen now; one that was there before keeps its id, and so is never sent twice. */
function filesIn({ form, files }: Own): PieceFile[] {
  const chosen: { kind: PieceKind; file: File }[] = [];
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type=file]')) {
    const kind = input.name === 'recording' ? 'recording' : 'photo';
    for (const file of input.files ?? []) chosen.push({ kind, file });
  }
  const isSame = (known: PieceFile, { kind, file }: (typeof chosen)[number]) =>
    known.kind === kind && known.name === file.name && known.file.size === file.size;
  const left = [...files];
  return chosen.map((one) => {
    const index = left.findIndex((known) => isSame(known, one));
    const [known] = index < 0 ? [] : left.splice(index, 1);
    return known ?? { id: freshId(), kind: one.kind, file: one.file, name: one.file.name };
  });
}

const piecesOf = (files: readonly PieceFile[]): Piece[] => files.map(({ id, kind }) => ({ id, kind }));

async function save(own: Own): Promise<void> {
  const { contact: _contact, publicName: _name, ...words } = wordsIn(own.form);
  own.files = filesIn(own);
  const phone = await openPhone();
  try {
    const there = await phone.get('drafts', own.id);
    if (there && there.savedAt !== own.savedAt) {
      own.id = freshId();
      own.files = own.files.map((file) => ({ ...file, id: freshId() }));
      history.replaceState(null, '', `#${own.id}`);
      show(own.form, '[data-draft-elsewhere]', true);
    }
    const savedAt = Date.now();
    const draft: Draft = {
      ...{ id: own.id, community: own.community, words, savedAt },
      pieces: piecesOf(own.files),
    };
    try {
      await saveDraft(phone, draft, own.files);
    } catch (error) {
      if (!isFull(error)) throw error;
      problem(own.form, ['full']);
      // The words are small: they go in where photos do not.
      await saveDraft(phone, { ...draft, pieces: [] }, []).catch(() => undefined);
      own.savedAt = savedAt;
      return;
    }
    own.savedAt = savedAt;
    if (problemsShown(own.form).includes('full')) problem(own.form, []);
  } finally {
    phone.close();
  }
}

function show(root: ParentNode, selector: string, isShown: boolean): void {
  const element = root.querySelector<HTMLElement>(selector);
  if (element) element.hidden = !isShown;
}

const problemItems = (form: HTMLElement) => [...form.querySelectorAll<HTMLElement>('[data-problem]')];
const problemsShown = (form: HTMLElement) =>
  problemItems(form)
    .filter((item) => !item.hidden)
    .map((item) => item.dataset.problem ?? '');

/** Says at the top of the form what keeps it from being kept or sent, and marks the fields. */
function problem(form: HTMLFormElement, names: readonly string[]): void {
  for (const item of problemItems(form)) {
    item.hidden = !names.includes(item.dataset.problem ?? '');
    const field = document.getElementById(item.querySelector('a')?.hash.slice(1) ?? '');
    if (item.hidden) field?.removeAttribute('aria-invalid');
    else field?.setAttribute('aria-invalid', 'true');
  }
  const summary = form.querySelector<HTMLElement>('[data-problems]');
  if (!summary) return;
  summary.hidden = names.length === 0;
  if (names.length > 0) summary.focus();
}

/** What the server would refuse for certain, told while somebody is still there to mend it. */
function lacks(form: HTMLFormElement, words: Words, files: readonly PieceFile[]): string[] {
  const { place, contact, anonymity, publicName } = words;
  const isSomewhere = Object.entries(place).some(([name, value]) => name !== 'spot' && value !== '');
  const phone = new RegExp(form.dataset.phone ?? '');
  const isNamed = contact.name !== null || contact.phone !== null || publicName !== null;
  return [
    words.text.trim() === '' && !files.some(({ kind }) => kind === 'recording') ? 'text' : '',
    words.text.trim().length > Number(form.dataset.maxText) ? 'long' : '',
    isSomewhere ? '' : 'place',
    contact.phone !== null && !phone.test(contact.phone) ? 'phone' : '',
    anonymity === 'anonymous' && isNamed ? 'anonymous' : '',
    anonymity === 'public-name' && publicName === null ? 'name' : '',
  ].filter((name) => name !== '');
}

async function send(own: Own): Promise<void> {
  const { form, community } = own;
  const words = wordsIn(form);
  const missing = lacks(form, words, filesIn(own));
  if (missing.length > 0) return problem(form, missing);
  await save(own);
  if (problemsShown(form).includes('full')) return;
  // Asked for when there is something to lose; browsers decide by themselves, some ask.
  await navigator.storage?.persist?.().catch(() => false);
  const { files } = own;
  const text = words.text.trim() === '' ? (form.dataset.spoken ?? '') : words.text;
  const phone = await openPhone();
  try {
    await queue(phone, {
      ...{ id: own.id, community, words: { ...words, text }, pieces: piecesOf(files), sent: [] },
      writtenAt: new Date().toISOString(),
      writtenBy: localStorage.getItem('offline-writer'),
      ...{ tries: 0, notBefore: 0, isTold: false, held: null },
    });
  } catch (error) {
    if (isFull(error)) return problem(form, ['full']);
    throw error;
  } finally {
    phone.close();
  }
  tellOthers();
  void askForSync();
  location.assign(form.dataset.then ?? '/');
}

/** Has the browser send it even when no page is open, where it can. */
async function askForSync(): Promise<void> {
  const there = (await navigator.serviceWorker?.getRegistration('/')) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined;
  await there?.sync?.register('send-waiting').catch(() => undefined);
}

/** Puts a draft that was kept back into the form. */
async function fill(own: Own, draft: Draft): Promise<void> {
  const { form } = own;
  const values: Record<string, string> = { text: draft.words.text, anonymity: draft.words.anonymity };
  for (const [name, value] of Object.entries(draft.words.place)) values[`place.${name}`] = value;
  for (const [name, value] of Object.entries(values)) {
    for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) {
      if (field.type === 'radio') field.checked = field.value === value;
      else field.value = value;
      if (field.type !== 'radio' || field.checked)
        field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }
  const phone = await openPhone();
  for (const { id, kind } of draft.pieces) {
    const kept = await phone.get('blobs', id);
    if (kept) own.files.push({ id, kind, file: kept.file, name: kept.name });
  }
  phone.close();
  for (const [field, kind] of [
    ['photos', 'photo'],
    ['recording', 'recording'],
  ] as const) {
    const input = form.querySelector<HTMLInputElement>(`input[type=file][name=${field}]`);
    const files = own.files.filter((file) => file.kind === kind);
    if (!input || files.length === 0) continue;
    const carrier = new DataTransfer();
    for (const { file, name } of files) carrier.items.add(new File([file], name, { type: file.type }));
    input.files = carrier.files;
    input.dispatchEvent(new Event('change'));
  }
}

/** A place is either in a building or a shared one: choosing one lets go of the other. */
function oneKindOfPlace(form: HTMLFormElement): void {
  form.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) return;
    const isArea = event.target.name === 'place.areaId';
    if (!isArea && event.target.name !== 'place.buildingId') return;
    const others = isArea
      ? '[name="place.buildingId"], [name="place.stairwellId"], [name="place.spot"]'
      : '[name="place.areaId"]';
    for (const field of form.querySelectorAll<HTMLInputElement>(others)) {
      if (field.type === 'radio') field.checked = false;
      else field.value = '';
    }
  });
}

async function start(form: HTMLFormElement): Promise<void> {
  const community = form.dataset.offlineForm ?? '';
  const phone = await openPhone();
  const { drafts } = await keptOf(phone, community);
  phone.close();
  const draft = drafts.find(({ id }) => id === location.hash.slice(1)) ?? drafts[0];
  const own: Own = {
    form,
    community,
    id: draft?.id ?? freshId(),
    savedAt: draft?.savedAt ?? null,
    files: [],
  };
  oneKindOfPlace(form);
  if (draft) {
    await fill(own, draft);
    show(form, '[data-draft-found]', true);
  }
  show(form, '[data-drafts-more]', drafts.length > 1);
  let saving = Promise.resolve();
  const keep = () => {
    saving = saving.then(() => save(own)).catch(() => problem(form, ['unkept']));
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    saving = saving.then(() => send(own)).catch(() => problem(form, ['unkept']));
  });
  form.querySelector('[data-draft-discard]')?.addEventListener('click', () => void startAnew(own));
  document.addEventListener('visibilitychange', () => document.hidden && keep());
  form.dataset.ready = '';
}

async function startAnew(own: Own): Promise<void> {
  const phone = await openPhone();
  await phone.delete('drafts', own.id);
  for (const { id } of own.files) await phone.delete('blobs', id);
  phone.close();
  tellOthers();
  location.replace(location.pathname);
  location.reload();
}

for (const form of document.querySelectorAll<HTMLFormElement>('[data-offline-form]')) {
  void start(form).catch(() => problem(form, ['unkept']));
}
