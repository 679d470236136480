import { z } from 'zod';
import { photoFiles, photoRefusals } from '../../collect/photo/photo.contract.ts';
import { reportRefusals } from '../../collect/report/report.refusals.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { idOf } from '../../kernel/wire.ts';
import { change, matter, message, words } from './matter.change.contract.ts';
import { staffMatterSchema } from './matter.contract.ts';
import { pickRefusals, readRefusals } from './matter.refusals.contract.ts';

/** Of a part; what is done to it commutes with every change to the matter, so it neither takes nor raises a version. */
const part = { ...matter, partId: idOf('part') };

const partRefusals = {
  ...readRefusals,
  ...pickRefusals(
    'step-not-possible',
    'street-reads-only',
    'assisting-only',
    'part-not-found',
    'part-not-open',
  ),
};

export const changeAssisting = change(
  'assist',
  'Name who assists, while the main handler goes on: new ones get a part, others lose theirs unless it is finished',
  { assistingPostIds: z.array(idOf('post')).max(10), messageToHandlers: message.nullable() },
  'desk-only',
  'handler-unknown',
  'handler-twice',
);

export const takePart = operation({
  name: 'matter.take-part',
  method: 'POST',
  path: '/matters/:matterId/parts/:partId/take',
  summary: 'Take the part one assists with',
  input: z.strictObject(part),
  output: staffMatterSchema,
  refusals: partRefusals,
});

export const finishPart = operation({
  name: 'matter.finish-part',
  method: 'POST',
  path: '/matters/:matterId/parts/:partId/finish',
  summary: 'Say what was done in one’s own part, with photos; the main handler resolves the whole',
  input: z.strictObject({ ...part, words: words(2000), photoIds: z.array(idOf('photo')).max(9) }),
  output: staffMatterSchema,
  refusals: {
    ...partRefusals,
    ...photoRefusals,
    'photo-unknown': reportRefusals['photo-unknown'],
  },
  files: photoFiles,
});

export const handBackPart = operation({
  name: 'matter.hand-back-part',
  method: 'POST',
  path: '/matters/:matterId/parts/:partId/hand-back',
  summary: 'Hand one’s part back to the desk, once and with a reason',
  input: z.strictObject({ ...part, reason: message }),
  output: staffMatterSchema,
  refusals: { ...partRefusals, ...pickRefusals('part-is-final') },
});

export const assistingOperations = { changeAssisting, takePart, finishPart, handBackPart };
