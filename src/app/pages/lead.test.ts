import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInFor } from './lead.ts';

for (const [path, door] of [
  ['/desk?queue=closed', '/sign-in/staff'],
  ['/tasks/1', '/sign-in/staff'],
  ['/settings/calendar', '/sign-in/staff'],
  ['/reports/on-behalf/new', '/sign-in/staff'],
  ['/mine', '/sign-in'],
  ['/reports/new', '/sign-in'],
  ['/deskless', '/sign-in'],
  ['', '/sign-in'],
] as const) {
  test(`stranger: wants ${path || 'the home page'} and is led to ${door}, from where it goes on`, () => {
    assert.equal(
      signInFor('lanjin', path),
      `/c/lanjin${door}?next=${encodeURIComponent(`/c/lanjin${path}`)}`,
    );
  });
}
