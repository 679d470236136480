/** The enhancements a page can ask for; each is a file beside this one. */
export const islandNames = [
  'danger-hint',
  'check-log',
  'copy-text',
  'desk-keys',
  'dialogs',
  'draft-keeper',
  'limit-promise',
  'live-clock',
  'live-page',
  'offline',
  'offline-form',
  'offline-list',
  'page-print',
  'photo-picker',
  'place-picker',
  'start-from',
  'submit-once',
  'voice-recorder',
  'witness',
] as const;

export type IslandName = (typeof islandNames)[number];
