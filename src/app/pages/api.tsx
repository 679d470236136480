import type { FastifyInstance } from 'fastify';
import { sayIn } from '../../kernel/text.ts';
import type { BoundOperation } from '../../platform/call.ts';
import { localeOf } from '../../platform/http/exchange.ts';
import { renderDocument } from '../../web/document.tsx';
import { describeOperation } from '../api/api.rules.ts';
import { apiText } from '../api/api.text.ts';
import { ApiPage } from '../api/screens/ApiPage.tsx';
import { displayOf } from './display.ts';
import type { PageMeans } from './page-means.ts';

/** Serves `/api`: the OpenAPI document as people read it. It belongs to no community and holds nothing of any. */
export function serveApi(
  app: FastifyInstance,
  means: PageMeans,
  operations: readonly BoundOperation[],
): void {
  app.get('/api', (request, reply) => {
    const locale = localeOf(request);
    const say = sayIn(locale);
    const { baseUrl } = means.platform;
    const described = operations.map(({ operation }) => describeOperation(operation, baseUrl));
    const html = renderDocument({
      locale,
      title: say(apiText.title),
      display: displayOf(request),
      shell: 'plain',
      assets: means.assets,
      footer: { languageHref: `/language/${locale === 'zh' ? 'en' : 'zh'}?returnTo=/api` },
      children: <ApiPage say={say} operations={described} />,
    });
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(html);
  });
}
