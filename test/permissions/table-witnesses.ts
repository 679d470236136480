import { askers, everybody, type Row, row } from './row.ts';

const but = (...names: string[]) => askers.filter((name) => !names.includes(name)).join(' ');

/** What witnesses do is everybody's to see; a cosignature speaks for itself, whoever hands it in. */
export const witnessTable: readonly Row[] = [
  row('witness.list', { yes: everybody }, 'yes'),
  row('witness.steps', { yes: everybody }, 'yes'),
  row('witness.cosign', { yes: everybody }, 'cosignature-foreign'),
  row(
    'witness.name',
    { yes: 'administrator', 'administrator-only': but('administrator') },
    'administrator-only',
  ),
  row('witness.registerKey', { yes: 'desk', 'witness-only': but('desk') }, 'witness-only'),
  row(
    'witness.endKey',
    { yes: 'desk administrator', 'witness-only': but('desk', 'administrator') },
    'witness-only',
  ),
];
