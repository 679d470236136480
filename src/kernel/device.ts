export const systems = ['harmony', 'android', 'iphone', 'ipad', 'windows', 'mac', 'linux', 'other'] as const;
export const programs = ['wechat', 'edge', 'firefox', 'chrome', 'safari', 'other'] as const;

/** A machine and a program in two words: enough for somebody to recognise their own, too little to follow them. */
export type Device = { system: (typeof systems)[number]; program: (typeof programs)[number] };

const systemMarks: readonly (readonly [RegExp, Device['system']])[] = [
  [/OpenHarmony|HarmonyOS/i, 'harmony'],
  [/Android/i, 'android'],
  [/iPhone/i, 'iphone'],
  [/iPad/i, 'ipad'],
  [/Windows/i, 'windows'],
  [/Macintosh|Mac OS X/i, 'mac'],
  [/Linux|X11/i, 'linux'],
];

/** In this order: nearly every program also calls itself Safari, and most of them Chrome. */
const programMarks: readonly (readonly [RegExp, Device['program']])[] = [
  [/MicroMessenger/i, 'wechat'],
  [/Edg(?:e|A|iOS)?\//, 'edge'],
  [/Firefox|FxiOS/, 'firefox'],
  [/Chrome|CriOS|Chromium/, 'chrome'],
  [/Safari/, 'safari'],
];

/** Reads a browser's own description (the User-Agent header); what is not known is `other`. */
export function readDevice(described: string | undefined): Device {
  const text = (described ?? '').slice(0, 500);
  return {
    system: systemMarks.find(([mark]) => mark.test(text))?.[1] ?? 'other',
    program: programMarks.find(([mark]) => mark.test(text))?.[1] ?? 'other',
  };
}
