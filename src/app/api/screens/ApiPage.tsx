import { generalRefusals, type RefusalDeclaration } from '../../../kernel/operation.ts';
import type { Say } from '../../../kernel/text.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import type { Described } from '../api.rules.ts';
import { apiText } from '../api.text.ts';

type ApiPageProps = { say: Say; operations: readonly Described[] };

/** Every operation on one page, for people: grouped by feature, found by the browser's own search. */
export function ApiPage({ say, operations }: ApiPageProps) {
  const features = [...new Set(operations.map(({ name }) => featureOf(name)))].sort();
  return (
    <>
      <ScreenTitle>{say(apiText.title)}</ScreenTitle>
      <p class="soft">{say(apiText.intro)}</p>
      <p>
        <a class="link" href="/api/openapi.json">
          {say(apiText.document)}
        </a>
      </p>
      <Section title={say(apiText.howTo)}>
        <ul class="stack">
          {apiText.rules.map((rule) => (
            <li key={rule.en}>{say(rule)}</li>
          ))}
        </ul>
      </Section>
      <Section title={say(apiText.contents)}>
        <nav aria-label={say(apiText.contents)}>
          <ul class="stack-tight">
            {features.map((feature) => (
              <li key={feature}>
                <a class="link" href={`#${feature}`}>
                  {feature}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </Section>
      {features.map((feature) => (
        <Section key={feature} title={feature} id={feature}>
          <div class="stack">
            {operations
              .filter(({ name }) => featureOf(name) === feature)
              .map((operation) => (
                <OneOperation key={operation.name} say={say} operation={operation} />
              ))}
          </div>
        </Section>
      ))}
      <Section title={say(apiText.general)}>
        <Refusals say={say} id="general" refusals={Object.entries(generalRefusals)} />
      </Section>
    </>
  );
}

function featureOf(name: string): string {
  return name.split('.')[0] ?? name;
}

function OneOperation({ say, operation }: { say: Say; operation: Described }) {
  const { name, method, path, summary, whoMay, refusals, example } = operation;
  return (
    <Card as="section" label={name}>
      <h3 id={name}>{name}</h3>
      <p>
        <code>{`${method} /api/c/COMMUNITY${path}`}</code>
      </p>
      <p lang="en">{summary}</p>
      <h4>{say(apiText.whoMay)}</h4>
      {whoMay.length === 0 ? (
        <p>{say(apiText.everybody)}</p>
      ) : (
        <ul>
          {whoMay.map(([code, declaration]) => (
            <li key={code}>
              {declaration[say.locale]} <code>{`${declaration.status} ${code}`}</code>
            </li>
          ))}
        </ul>
      )}
      <h4>{say(apiText.brings)}</h4>
      <Fields say={say} operation={operation} />
      {refusals.length > 0 && (
        <>
          <h4>{say(apiText.refusals)}</h4>
          <Refusals say={say} id={`${name}-refusals`} refusals={refusals} />
        </>
      )}
      <h4>{say(apiText.example)}</h4>
      <pre class="code">
        <code>{example}</code>
      </pre>
    </Card>
  );
}

function Fields({ say, operation: { name, fields, files } }: { say: Say; operation: Described }) {
  if (fields.length === 0) return <p>{say(apiText.nothing)}</p>;
  const limits = files && say(apiText.upTo, files.maxFiles, Math.round(files.maxBytesEach / 1024 ** 2));
  return (
    <Table
      id={`${name}-fields`}
      caption={`${name}: ${say(apiText.brings)}`}
      hideCaption
      columns={[{ label: say(apiText.field) }, { label: say(apiText.where) }, { label: say(apiText.form) }]}
      rows={fields.map((field) => ({
        key: field.name,
        cells: [
          <code key="name">{field.name}</code>,
          say(apiText.places[field.place]) + (field.isNeeded ? ` · ${say(apiText.needed)}` : ''),
          <code key="form">{field.place === 'file' ? `${field.form} · ${limits}` : field.form}</code>,
        ],
      }))}
    />
  );
}

type RefusalsProps = { say: Say; id: string; refusals: readonly (readonly [string, RefusalDeclaration])[] };

function Refusals({ say, id, refusals }: RefusalsProps) {
  return (
    <Table
      id={id}
      caption={`${say(apiText.refusals)}: ${id}`}
      hideCaption
      columns={[{ label: say(apiText.code) }, { label: say(apiText.status) }, { label: say(apiText.says) }]}
      rows={refusals.map(([code, declaration]) => ({
        key: code,
        cells: [<code key="code">{code}</code>, declaration.status, declaration[say.locale]],
      }))}
    />
  );
}
