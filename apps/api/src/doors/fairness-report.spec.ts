import { digestOf } from '@countersign/domain/audit-log';
import { realDataPath, withRealData } from '@countersign/testing/real-data';
import { alone, startTestApi, type ApiClient, type TestApi } from '../testing/api';
import { readPdf, tagsOf } from '../testing/read-pdf';
import { artifactDigest, registerDataset, run } from '../testing/release-path';

withRealData(() =>
  describe('the report of a fairness audit', () => {
    let api: TestApi;
    let dana: ApiClient;
    let audit: { id: string; evidenceDigest: string };
    beforeAll(async () => {
      api = await startTestApi();
      dana = await api.as('dana');
      const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
        input: { name: 'recidivism', purpose: 'To advise on release before trial.' },
      });
      const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
        input: { modelId: model.id, artifactDigest: artifactDigest('recidivism') },
      });
      const datasetVersionId = await registerDataset(
        dana,
        'compas',
        await dana.uploadFile(realDataPath('compas.csv')),
      );
      const answer = await run<{ audit: { id: string; evidenceDigest: string } }>(dana, 'runFairnessAudit', {
        input: {
          ...{ modelVersionId: modelVersion.id, datasetVersionId, labelColumn: 'label_value' },
          ...{ predictionColumn: 'score', sensitive: ['race', 'sex'], favourable: 'NEGATIVE' },
          ...{ favourableMeaning: 'The person is not called a high risk.', rationale: 'It is a release.' },
          lawPacks: ['NYC_LL144', 'EEOC_FOUR_FIFTHS'],
        },
      });
      audit = answer.audit;
    });
    afterAll(() => api.stop());

    const cookieOf = async (persona: string) => {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...alone },
        body: JSON.stringify({
          query: `mutation { signIn(input: { persona: "${persona}" }) { __typename } }`,
        }),
      });
      return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    };
    const open = (format: string, headers: Record<string, string>, id = audit.id) =>
      fetch(`${api.url}/v1/fairness-audits/${id}/report.${format}`, { headers: { ...alone, ...headers } });

    it('FR-20 is a page for a browser, in which nothing runs', async () => {
      const response = await open('html', await cookieOf('ada'));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      );
      const page = await response.text();
      expect(page).toContain('<h1>Fairness audit of recidivism, version 1</h1>');
      for (const words of ['African-American', '3,696', 'To advise on release before trial.', 'Dana Okafor'])
        expect(page).toContain(words);
      expect(page).not.toMatch(/<script|<link/);
    });

    it('FR-20 is a tagged PDF with its evidence inside, by the digest that the audit log knows', async () => {
      const response = await open('pdf', await cookieOf('ada'));
      expect(response.headers.get('content-type')).toBe('application/pdf');
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="fairness-audit-${audit.id}.pdf"`,
      );
      const pdf = readPdf(new Uint8Array(await response.arrayBuffer()));
      const text = pdf.pages.map((page) => page.text).join(' ');
      for (let section = 1; section <= 16; section += 1)
        expect(text).toMatch(new RegExp(`\\b${section}\\. [A-Z]`));
      const roles = tagsOf(pdf).map(({ role }) => role);
      expect(roles.filter((role) => role === 'H2')).toHaveLength(16);
      expect(roles).toEqual(expect.arrayContaining(['Table', 'TH', 'Figure']));
      const [attached] = pdf.attachments;
      expect(attached?.name).toBe('evidence.json');
      expect(digestOf(JSON.parse(attached!.content))).toBe(audit.evidenceDigest);
      const json = await (await open('json', await cookieOf('ada'))).text();
      expect(json).toBe(attached!.content);
    });

    it('FR-21 opens to who may read audits, and knows no other', async () => {
      expect((await open('html', {})).status).toBe(401);
      const nobody = '00000000-0000-7000-8000-000000000000';
      for (const id of [nobody, 'x', '..%2f..%2fetc'])
        expect((await open('pdf', await cookieOf('ada'), id)).status).toBe(404);
      const head = await fetch(`${api.url}/v1/fairness-audits/${audit.id}/report.pdf`, {
        method: 'HEAD',
        headers: { ...alone, ...(await cookieOf('ada')) },
      });
      expect(head.status).toBe(405);
    });
  }),
);
