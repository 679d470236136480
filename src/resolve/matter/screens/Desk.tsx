import type { ComponentChildren } from 'preact';
import type { Frame } from '../../../web/frame.ts';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { ActsPane } from './ActsPane.tsx';
import { actText } from './act.text.ts';
import { actsAtDesk } from './acts.ts';
import { DecidePane } from './DecidePane.tsx';
import { DeskKeys, DeskTop } from './DeskTop.tsx';
import { deskText } from './desk.text.ts';
import {
  type Catalogue,
  type HandedIn,
  type ItemRef,
  itemAfter,
  type Opened,
  type OpenMatter,
  type OpenReport,
  type Place,
  type Waiting,
} from './desk-data.ts';
import { OpenMatterPane } from './OpenMatterPane.tsx';
import { OpenReportPane } from './OpenReportPane.tsx';
import { WaitingPane } from './WaitingPane.tsx';

export type DeskData = {
  /** Up to which place in the ledger this is how things stand. */
  after: number;
  place: Place;
  waiting: Waiting;
  catalogue: Catalogue;
  open: OpenReport | (OpenMatter & { mergeable: OpenReport['candidates'] }) | null;
  opened: Opened;
  /** The address names the item; otherwise the first of the list stands open and a narrow screen shows the list. */
  named: boolean;
};

type DeskProps = HandedIn & {
  frame: Frame;
  data: DeskData;
  /** What is done to several at once stands in a folder of its own. */
  several: { form: string; bar: ComponentChildren } | undefined;
};

/** The community's desk: what waits, the one that is open, the decision (design D1). */
export function Desk({ frame, data, several, ...handedIn }: DeskProps) {
  const { place, waiting, catalogue, open } = data;
  const current = refOf(open);
  return (
    <>
      <DeskTop frame={frame} place={place} waiting={waiting} />
      <Panes columns={3} showing={data.named && open ? 'item' : 'list'}>
        <WaitingPane
          frame={frame}
          place={place}
          waiting={waiting}
          categories={catalogue.categories}
          current={current}
          several={several}
        />
        {open ? <OpenItem frame={frame} data={data} {...handedIn} /> : <NothingOpen frame={frame} />}
        {open === null && (
          <Pane label={frame.say(actText.what)} kind="acts">
            {null}
          </Pane>
        )}
      </Panes>
      <DeskKeys frame={frame} />
    </>
  );
}

function NothingOpen({ frame }: { frame: Frame }) {
  return (
    <Pane label={frame.say(deskText.open)} kind="item">
      <EmptyState title={frame.say(deskText.emptyTitle)} text={frame.say(deskText.emptyText)} icon="sun" />
    </Pane>
  );
}

function OpenItem({ frame, data, ...handedIn }: { frame: Frame; data: DeskData } & HandedIn) {
  const { place, waiting, catalogue, open, opened } = data;
  if (open === null) return null;
  const next = itemAfter(waiting, refOf(open) ?? { kind: 'report', id: '' });
  const focused = data.named && opened.act === undefined && frame.form === undefined;
  if (open.kind === 'report') {
    const code = open.proposal.category?.category.group;
    const group = catalogue.groups.find((candidate) => candidate.code === code);
    return (
      <>
        <OpenReportPane
          frame={frame}
          place={place}
          open={open}
          groupName={group?.name[frame.say.locale]}
          focused={focused}
          abuse={handedIn.abuse}
        />
        <DecidePane
          frame={frame}
          place={place}
          open={open}
          opened={opened}
          catalogue={catalogue}
          next={next}
        />
      </>
    );
  }
  const { matter } = open;
  return (
    <>
      <OpenMatterPane
        frame={frame}
        place={place}
        matter={matter}
        contact={open.contact}
        category={catalogue.categories.find(({ code }) => code === matter.categoryCode)}
        focused={focused}
        urging={handedIn.urging}
      />
      <ActsPane
        frame={frame}
        place={place}
        matter={matter}
        catalogue={catalogue}
        mergeable={open.mergeable}
        phrases={open.phrases}
        next={next}
        acts={actsAtDesk}
        asked={opened.act}
        callback={handedIn.callback}
        urge={handedIn.urge}
      />
    </>
  );
}

function refOf(open: DeskData['open']): ItemRef | undefined {
  if (open === null) return undefined;
  return open.kind === 'report'
    ? { kind: 'report', id: open.report.id }
    : { kind: 'matter', id: open.matter.id };
}
