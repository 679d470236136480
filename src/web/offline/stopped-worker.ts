import { dropShells } from './shells.ts';

/** Served in place of the service worker where the operator has switched it off: it takes itself away, and nothing else. */
type Ending = Event & { waitUntil(work: Promise<unknown>): void };
const worker = self as unknown as {
  skipWaiting(): Promise<void>;
  registration: { unregister(): Promise<boolean> };
  addEventListener(type: 'install' | 'activate', listener: (event: Ending) => void): void;
};

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) =>
  event.waitUntil(dropShells().then(() => worker.registration.unregister())),
);
