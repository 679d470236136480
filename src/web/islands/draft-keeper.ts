/**
 * Keeps what is typed into a form marked `data-draft` on this device until the server has accepted it. Only long
 * texts are kept: a shared phone must not remember a name, a number or a code.
 */
const prefix = 'draft:';
const keptMs = 7 * 24 * 3_600_000;

type Draft = { at: number; texts: Record<string, string> };

function read(key: string): Draft | null {
  try {
    const draft: Draft = JSON.parse(localStorage.getItem(prefix + key) ?? 'null');
    return draft && Date.now() - draft.at < keptMs ? draft : null;
  } catch {
    return null; // Storage is refused or holds something foreign: there is no draft.
  }
}

function write(key: string, texts: Record<string, string>): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify({ at: Date.now(), texts }));
  } catch {
    // Storage is full or refused: the form itself still holds the text.
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // Nothing was stored where nothing can be removed.
  }
}

function keep(form: HTMLFormElement, key: string): void {
  const areas = [...form.querySelectorAll('textarea')];
  const note = form.querySelector<HTMLElement>('[data-draft-note]');
  const draft = read(key);
  for (const area of areas) {
    const text = draft?.texts[area.name];
    // What the server gave back is newer than what was kept here.
    if (!text || area.value) continue;
    area.value = text;
    if (note) note.hidden = false;
  }
  form.addEventListener('input', () => {
    const texts = Object.fromEntries(
      areas.filter((area) => area.value).map((area) => [area.name, area.value]),
    );
    if (Object.keys(texts).length > 0) write(key, texts);
    else forget(key);
  });
  form.querySelector('[data-draft-discard]')?.addEventListener('click', () => {
    forget(key);
    for (const area of areas) area.value = '';
    if (note) note.hidden = true;
    areas[0]?.focus();
  });
}

for (const sent of document.querySelectorAll<HTMLElement>('[data-draft-sent]')) {
  forget(sent.dataset.draftSent ?? '');
}
for (const form of document.forms) if (form.dataset.draft) keep(form, form.dataset.draft);
