import type { Frame } from '../../../web/frame.ts';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { ActsPane } from './ActsPane.tsx';
import { handlerActs } from './acts.ts';
import type { DeskData } from './Desk.tsx';
import { DeskKeys } from './DeskTop.tsx';
import { deskText } from './desk.text.ts';
import { type HandedIn, itemAfter, type OpenMatter } from './desk-data.ts';
import { sayNow } from './due.ts';
import { OpenMatterPane } from './OpenMatterPane.tsx';
import { WaitingPane } from './WaitingPane.tsx';
import { workText } from './work.text.ts';

export type WorkData = Omit<DeskData, 'open'> & { open: OpenMatter | null };

/** What is mine to handle: my list, the matter that is open, what I can do. On a phone one of them at a time. */
export function Work({ frame, data, ...handedIn }: { frame: Frame; data: WorkData } & HandedIn) {
  const { place, waiting, catalogue, open } = data;
  const { say } = frame;
  const late = waiting.matters.filter(({ overdue }) => overdue).length;
  return (
    <>
      <TopBar
        title={say(workText.title)}
        sub={say(workText.sub, sayNow(say, frame.now), waiting.matterTotal, late)}
      >
        <span class="wide-only">
          <LinkButton href="#keys" opensDialog="keys" size="small" icon="keyboard" shortcut="?">
            {say(deskText.keys)}
          </LinkButton>
        </span>
      </TopBar>
      <Panes columns={3} showing={data.named && open ? 'item' : 'list'}>
        <WaitingPane
          frame={frame}
          place={place}
          waiting={waiting}
          categories={catalogue.categories}
          current={open ? { kind: 'matter', id: open.matter.id } : undefined}
        />
        {open ? <Opened frame={frame} data={data} open={open} {...handedIn} /> : <Nothing frame={frame} />}
      </Panes>
      <DeskKeys frame={frame} />
    </>
  );
}

function Nothing({ frame }: { frame: Frame }) {
  return (
    <Pane label={frame.say(deskText.open)} kind="item">
      <EmptyState title={frame.say(workText.emptyTitle)} text={frame.say(workText.emptyText)} icon="sun" />
    </Pane>
  );
}

function Opened(props: { frame: Frame; data: WorkData; open: OpenMatter } & HandedIn) {
  const { frame, data, open } = props;
  const { place, catalogue, opened } = data;
  const { matter } = open;
  const focused = data.named && opened.act === undefined && frame.form === undefined;
  return (
    <>
      <OpenMatterPane
        frame={frame}
        place={place}
        matter={matter}
        contact={open.contact}
        category={catalogue.categories.find(({ code }) => code === matter.categoryCode)}
        focused={focused}
        urging={props.urging}
      />
      <ActsPane
        frame={frame}
        place={place}
        matter={matter}
        catalogue={catalogue}
        mergeable={[]}
        phrases={open.phrases}
        next={itemAfter(data.waiting, { kind: 'matter', id: matter.id })}
        acts={matter.can.call === true ? ['call', ...handlerActs] : handlerActs}
        asked={opened.act}
        callback={props.callback}
        urge={props.urge}
      />
    </>
  );
}
