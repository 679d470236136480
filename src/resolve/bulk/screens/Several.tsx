import type { Frame } from '../../../web/frame.ts';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { Filters } from '../../../web/parts/Filters.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { shortNumber } from '../../matter/screens/WaitingPane.tsx';
import type { BulkAct } from '../bulk.contract.ts';
import { bulkText } from './bulk.text.ts';
import { SeveralForm, severalFormId, titlesOf } from './SeveralForm.tsx';
import type { SeveralData } from './several-data.ts';

/** What is ticked, and what to do with all of it: one decision, one form (design D1, bulk). */
export function Several({ frame, data }: { frame: Frame; data: SeveralData }) {
  const { say, to } = frame;
  const { reports, matters, act } = data;
  const back = (
    <LinkButton href={to('/desk')} size="small" icon="list">
      {say(bulkText.back)}
    </LinkButton>
  );
  if (act === undefined) {
    return (
      <>
        <TopBar title={say(bulkText.title)}>{back}</TopBar>
        <EmptyState title={say(bulkText.none)} text={say(bulkText.noneText)} />
      </>
    );
  }
  return (
    <>
      <TopBar title={say(bulkText.title)} sub={say(bulkText.chosen, reports.length, matters.length)}>
        {back}
      </TopBar>
      <Panes columns={2} showing="list">
        <Pane label={say(bulkText.which)} kind="acts">
          <Filters
            label={say(bulkText.which)}
            items={data.acts.map((one) => ({
              href: addressWith(frame, data, one),
              label: say(bulkText.acts[one]),
              current: one === act,
            }))}
          />
          <Scope frame={frame} data={data} act={act} />
          <SeveralForm frame={frame} data={data} act={act} />
        </Pane>
        <Pane label={say(bulkText.these)} kind="item">
          <PaneHead title={say(bulkText.these)} />
          {act === 'dispatch' ? (
            <Matters frame={frame} data={data} />
          ) : (
            <Reports frame={frame} data={data} act={act} />
          )}
        </Pane>
      </Panes>
    </>
  );
}

/** An act is for one kind of thing; what else is ticked is said not to be meant. */
function Scope({ frame, data, act }: { frame: Frame; data: SeveralData; act: BulkAct }) {
  const { say } = frame;
  const { reports, matters } = data;
  if (reports.length === 0 || matters.length === 0) return null;
  return (
    <p class="small soft form-gap">
      {act === 'dispatch'
        ? say(bulkText.onlyMatters, matters.length)
        : say(bulkText.onlyReports, reports.length)}
    </p>
  );
}

function addressWith(frame: Frame, { reports, matters }: SeveralData, act: BulkAct): string {
  const query = new URLSearchParams();
  for (const { report } of reports) query.append('report', report.id);
  for (const { id } of matters) query.append('matter', id);
  query.set('act', act);
  return frame.to(`/desk/several?${query}`);
}

function Reports({ frame, data, act }: { frame: Frame; data: SeveralData; act: BulkAct }) {
  const { say } = frame;
  const titles = act === 'accept' ? titlesOf(frame) : undefined;
  return (
    <ul class="card card-flush rows dense">
      {data.reports.map(({ report, title }) => (
        <li class="list-row" key={report.id}>
          <div class="list-row-main">
            <span class="small soft">
              {[shortNumber(report.number), report.place].filter(Boolean).join(' · ')}
            </span>
            <blockquote class="as-written small">{report.text}</blockquote>
            {titles && (
              <TextField
                {...titles.text(`titles.${report.id}`, title)}
                form={severalFormId}
                label={say(bulkText.titleOf, shortNumber(report.number))}
                maxLength={60}
                required
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Matters({ frame, data }: { frame: Frame; data: SeveralData }) {
  return (
    <ul class="card card-flush rows dense">
      {data.matters.map((matter) => (
        <li class="list-row" key={matter.id}>
          <a class="list-row-main" href={frame.to(`/desk?matter=${matter.id}`)}>
            <span class="list-row-title">{matter.title}</span>
            <span class="list-row-facts small soft">
              {[shortNumber(matter.number), matter.building].filter(Boolean).join(' · ')}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
