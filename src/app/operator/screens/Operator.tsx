import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { type OperatorState, retryJob, type Warning } from '../operator.contract.ts';
import { operatorText, warningText } from '../operator.text.ts';
import { sayBytes, sayWhen } from './measures.ts';

type Props = { frame: Frame; state: OperatorState };

/** How the installation runs, for who looks after it: first what is wrong, then what is measured. */
export function Operator({ frame, state }: Props) {
  const { say } = frame;
  return (
    <>
      <TopBar title={say(operatorText.title)} sub={say(operatorText.sub, state.versions.product)}>
        <LinkButton size="small" kind="line" icon="settings" href={frame.to('/settings/calendar')}>
          {say(operatorText.settings)}
        </LinkButton>
      </TopBar>
      <Panes columns={2} showing="item">
        <Pane label={say(operatorText.process)} kind="item">
          <Warnings frame={frame} warnings={state.warnings} />
          <div class="section-gap">
            <PaneHead title={say(operatorText.room)} />
            <Card>
              <Room frame={frame} state={state} />
            </Card>
          </div>
          <div class="section-gap">
            <PaneHead title={say(operatorText.process)} />
            <Card>
              <Process frame={frame} state={state} />
            </Card>
          </div>
        </Pane>
        <Pane label={say(operatorText.title)} kind="item">
          <PaneHead title={say(operatorText.jobs)} aside={say(operatorText.jobsText)} />
          <Jobs frame={frame} state={state} />
          {state.failed.length > 0 && (
            <div class="section-gap">
              <PaneHead title={say(operatorText.failed)} />
              <Failed frame={frame} state={state} />
            </div>
          )}
        </Pane>
      </Panes>
    </>
  );
}

function Warnings({ frame: { say }, warnings }: { frame: Frame; warnings: readonly Warning[] }) {
  if (warnings.length === 0) {
    return (
      <Notice tone="ok" title={say(operatorText.allWell)}>
        {say(operatorText.allWellText)}
      </Notice>
    );
  }
  return (
    <ul class="stack" aria-label={say(operatorText.warnings)}>
      {warnings.map(({ code, facts }) => (
        <li key={code}>
          <Notice
            tone={code === 'disk-full' || code === 'log-damaged' ? 'danger' : 'warn'}
            title={say(warningText[code].title)}
          >
            {say(warningText[code].text, facts)}
          </Notice>
        </li>
      ))}
    </ul>
  );
}

function Room({ frame: { say }, state }: Props) {
  const { disk, databaseBytes, filesBytes, ledger } = state;
  return (
    <DefinitionList
      items={[
        {
          term: say(operatorText.disk),
          detail: say(operatorText.of, sayBytes(disk.freeBytes), sayBytes(disk.sizeBytes)),
        },
        { term: say(operatorText.database), detail: sayBytes(databaseBytes) },
        { term: say(operatorText.files), detail: sayBytes(filesBytes) },
        { term: say(operatorText.ledger), detail: say(operatorText.entries, ledger.entries, ledger.waiting) },
      ]}
    />
  );
}

function Jobs({ frame, state }: Props) {
  const { say } = frame;
  if (state.jobs.length === 0) return <p class="small soft">{say(operatorText.noJobs)}</p>;
  return (
    <Table
      id="jobs"
      caption={say(operatorText.jobs)}
      hideCaption
      columns={[
        { label: say(operatorText.kind) },
        { label: say(operatorText.waiting), numeric: true },
        { label: say(operatorText.givenUp), numeric: true },
        { label: say(operatorText.since) },
      ]}
      rows={state.jobs.map(({ kind, waiting, failed, oldestDueAt }) => ({
        key: kind,
        cells: [kind, waiting, failed, oldestDueAt === null ? '—' : sayWhen(parseInstant(oldestDueAt))],
      }))}
    />
  );
}

function Failed({ frame, state }: Props) {
  const { say, to } = frame;
  return (
    <Table
      id="failed-jobs"
      caption={say(operatorText.failed)}
      hideCaption
      columns={[
        { label: say(operatorText.kind) },
        { label: say(operatorText.attempts), numeric: true },
        { label: say(operatorText.error) },
        { label: say(operatorText.at) },
        { label: say(operatorText.act) },
      ]}
      rows={state.failed.map(({ id, kind, attempts, lastError, failedAt }) => ({
        key: id,
        cells: [
          kind,
          attempts,
          lastError,
          sayWhen(parseInstant(failedAt)),
          state.can.retry === true && (
            <Form
              key={id}
              method="post"
              action={to(retryJob.path.replace(':jobId', id))}
              label={say(operatorText.retryOf, kind)}
              hidden={frame.hidden}
            >
              <Button size="small" kind="line">
                {say(operatorText.retry)}
              </Button>
            </Form>
          ),
        ],
      }))}
    />
  );
}

function Process({ frame: { say }, state }: Props) {
  const { versions, migration, startedAt, lastRoundAt } = state;
  return (
    <DefinitionList
      items={[
        {
          term: say(operatorText.versions),
          detail: say(operatorText.versionsOf, versions.product, versions.database, versions.node),
        },
        {
          term: say(operatorText.migration),
          detail: `${migration.name} · ${sayWhen(parseInstant(migration.appliedAt))}`,
        },
        { term: say(operatorText.startedAt), detail: sayWhen(parseInstant(startedAt)) },
        {
          term: say(operatorText.lastRoundAt),
          detail: lastRoundAt === null ? say(operatorText.none) : sayWhen(parseInstant(lastRoundAt)),
        },
      ]}
    />
  );
}
