import { lookUpContact } from '../../collect/report/report.service.ts';
import { getReportForDecision } from '../../collect/report/report-decision.service.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { dateOf } from '../../kernel/time.ts';
import { householdOf } from '../../people/household/household.service.ts';
import { asDeclared, type HandlersOf, implement } from '../../platform/call.ts';
import { assistingOperations } from './matter.assisting.contract.ts';
import { decideMeToo, decideNote } from './matter.closing.rules.ts';
import { changeOperations, intakeOperations, voiceOperations } from './matter.operations.contract.ts';
import { oversightOperations } from './matter.oversight.contract.ts';
import { readerOf, visibleReporter } from './matter.policy.ts';
import { publicOperations } from './matter.public.contract.ts';
import { readingOperations } from './matter.reading.contract.ts';
import { splitOperations } from './matter.split.contract.ts';
import { findMatter } from './matter.store.ts';
import * as assisting from './matter-assisting.service.ts';
import { loadCase } from './matter-case.service.ts';
import * as changes from './matter-change.service.ts';
import { addVoice, listMatterEvents } from './matter-event.service.ts';
import { countHouseholdsOf } from './matter-household.service.ts';
import * as intake from './matter-intake.service.ts';
import * as oversight from './matter-oversight.service.ts';
import * as publicReading from './matter-public.service.ts';
import * as reading from './matter-reading.service.ts';
import { splitMatter } from './matter-split.service.ts';
import { timelineOf } from './matter-timeline.service.ts';
import { reloadCase, viewForPublic } from './matter-view.service.ts';

type Handlers = HandlersOf<typeof voiceOperations>;

/** "Me too" counts households: the asker's own, looked up, never told by them. */
const meToo: Handlers['meToo'] = (call, input) =>
  call.write(async (tx) => {
    const { asker, now } = call;
    const membership =
      asker.kind === 'person' ? await householdOf(tx, asker.personId, dateOf(now)) : undefined;
    const changed = await changes.changeMatter(call, tx, {
      matterId: input.matterId,
      action: 'me-too',
      decide: (subject) =>
        membership ? decideMeToo(subject, { householdId: membership.householdId }) : refuse('resident-only'),
      async after(inTx) {
        if (!membership) return ok(null);
        const { householdId, personId } = membership;
        await addVoice(inTx, { matterId: input.matterId, householdId, personId, at: now });
        return ok(await countHouseholdsOf(inTx, input.matterId, now));
      },
    });
    if (!changed.ok) return asDeclared(voiceOperations.meToo, changed);
    return ok(await viewForPublic(tx, await reloadCase(tx, input.matterId, now), call));
  });

const addNote: Handlers['addNote'] = (call, input) =>
  changes.withPhotos(call, input.photoIds, (photos) =>
    call.write<Awaited<ReturnType<Handlers['addNote']>>>(async (tx) => {
      const changed = await changes.changeMatter(call, tx, {
        matterId: input.matterId,
        action: 'note',
        decide: (subject) => decideNote(subject, { ...input, photoIds: photos.ids }),
        after: (inTx) => changes.addPhotosTo(call, inTx, input.matterId, photos),
      });
      if (!changed.ok) return asDeclared(voiceOperations.addNote, changed);
      const [last] = await listMatterEvents(tx, input.matterId, null, 1);
      const [entry] = timelineOf(last ? [last] : [], 'staff');
      return entry ? ok(entry) : refuse('matter-not-found');
    }),
  );

/** Name and number of a reporter, for those who need them to do their work; each look leaves a trace. */
const seeReporterContact: Handlers['seeReporterContact'] = (call, input) =>
  call.write(async (tx) => {
    const matter = await findMatter(tx, input.matterId);
    const { asker } = call;
    if (!matter || asker.kind !== 'person') return refuse('matter-not-found');
    const { facts } = await loadCase(tx, matter, call.now);
    if (readerOf(asker, matter, facts) !== 'staff') return refuse('matter-not-found');
    const report = await getReportForDecision(tx, input.reportId);
    if (!report || report.matterId !== matter.id) return refuse('report-not-found');
    const { name, phone } = report.contact;
    const details = { name, phone: phone ?? '', dwelling: null, publicName: report.publicName };
    const seen = visibleReporter(
      asker,
      { ...details, reportId: report.id, anonymity: report.anonymity },
      matter,
      facts,
    );
    if (seen.phone === null) return refuse('contact-hidden');
    return lookUpContact(tx, call, voiceOperations.seeReporterContact.name, report.id);
  });

export const matterHandlers = [
  ...implement(intakeOperations, intake),
  ...implement(changeOperations, changes),
  ...implement(splitOperations, { splitMatter }),
  ...implement(assistingOperations, assisting),
  ...implement(voiceOperations, { meToo, addNote, seeReporterContact }),
  ...implement(oversightOperations, oversight),
  ...implement(readingOperations, reading),
  ...implement(publicOperations, publicReading),
];
