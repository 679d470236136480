/**
 * Turns a plain file input into previews that can be taken back, and makes photos smaller before they travel: a phone
 * photo of 8 MB leaves as about 0.5 MB. The input stays the form's field; without this file it is used as it is.
 */
const longestSide = 2000;
const quality = 0.85;

type Picker = {
  root: HTMLElement;
  input: HTMLInputElement;
  list: HTMLElement;
  add: HTMLElement;
  photos: { file: File; url: string }[];
  /** Files that are still looked at; whether all of them were taken. */
  underWay: Promise<boolean> | undefined;
};

/** A smaller JPEG of a photo, or the file itself when it is small already. Throws if it is no picture. */
async function shrink(file: File): Promise<File> {
  const image = new Image();
  const url = URL.createObjectURL(file);
  try {
    image.src = url;
    await image.decode();
    const scale = Math.min(1, longestSide / Math.max(image.naturalWidth, image.naturalHeight));
    if (scale === 1 && file.size < 1_000_000) return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' });
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function addFiles(picker: Picker, files: readonly File[]): Promise<boolean> {
  const { root, photos } = picker;
  const max = Number(root.dataset.max);
  const problems = new Set<string>();
  root.setAttribute('aria-busy', 'true');
  for (const file of files) {
    if (photos.length >= max) {
      problems.add(root.dataset.tooMany ?? '');
      break;
    }
    try {
      const small = await shrink(file);
      if (small.size > Number(root.dataset.maxBytes)) problems.add(root.dataset.tooBig ?? '');
      else photos.push({ file: small, url: URL.createObjectURL(small) });
    } catch {
      const isTooBig = file.size > Number(root.dataset.maxBytes);
      problems.add((isTooBig ? root.dataset.tooBig : root.dataset.unreadable) ?? '');
    }
  }
  root.removeAttribute('aria-busy');
  show(picker, [...problems].join(' '));
  return problems.size === 0;
}

/** Looks at what was chosen, after what was chosen before. */
async function take(picker: Picker, files: readonly File[]): Promise<void> {
  const before = picker.underWay ?? Promise.resolve(true);
  const underWay = before.then(async (went) => (await addFiles(picker, files)) && went);
  picker.underWay = underWay;
  await underWay;
  if (picker.underWay === underWay) picker.underWay = undefined;
}

/**
 * A form sent while its photos are still looked at waits for them: else the files as they were chosen would travel. If
 * one of them cannot be taken the form stays, and says so.
 */
function holdForm(picker: Picker, form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    if (!picker.underWay) return;
    event.preventDefault();
    event.stopPropagation();
    const pressed = event.submitter;
    picker.underWay.then((went) => {
      if (went) form.requestSubmit(pressed);
      else picker.root.scrollIntoView({ block: 'nearest' });
    });
  });
}

function show(picker: Picker, problem: string): void {
  const { root, input, list, add, photos } = picker;
  const carrier = new DataTransfer();
  for (const { file } of photos) carrier.items.add(file);
  input.files = carrier.files;
  // The field changed by itself: whoever keeps what is written hears of it.
  input.dispatchEvent(new Event('input', { bubbles: true }));
  for (const old of [...list.children]) if (old !== add) old.remove();
  for (const photo of photos) list.insertBefore(preview(picker, photo), add);
  const left = Number(root.dataset.max) - photos.length;
  add.hidden = left <= 0;
  const status = root.querySelector('[data-photo-status]');
  if (status) status.textContent = (root.dataset.left ?? '').replace('{left}', String(left));
  const line = root.querySelector<HTMLElement>('[data-photo-problem]');
  const words = line?.querySelector('span');
  if (line && words) {
    words.textContent = problem;
    line.hidden = problem === '';
  }
}

function preview(picker: Picker, photo: Picker['photos'][number]): HTMLElement {
  const item = document.createElement('li');
  item.className = 'photo';
  const image = document.createElement('img');
  image.src = photo.url;
  image.alt = photo.file.name;
  const remove = document.createElement('button');
  remove.type = 'button';
  remove.className = 'photo-remove';
  remove.setAttribute('aria-label', picker.root.dataset.remove ?? '');
  remove.innerHTML =
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M18 6 6 18M6 6l12 12"/></svg>';
  remove.addEventListener('click', () => {
    URL.revokeObjectURL(photo.url);
    picker.photos.splice(picker.photos.indexOf(photo), 1);
    show(picker, '');
    picker.input.focus();
  });
  item.append(image, remove);
  return item;
}

for (const root of document.querySelectorAll<HTMLElement>('[data-photo-picker]')) {
  const input = root.querySelector<HTMLInputElement>('input[type=file]');
  const list = root.querySelector<HTMLElement>('[data-photo-list]');
  const add = input?.closest('li');
  // Without a way to write the input's files (before 2020) the plain input stays.
  if (!input || !list || !add || typeof DataTransfer !== 'function') continue;
  const picker: Picker = { root, input, list, add, photos: [], underWay: undefined };
  if (input.form) holdForm(picker, input.form);
  root.dataset.enhanced = '';
  input.addEventListener('change', () => take(picker, [...(input.files ?? [])]));
}
