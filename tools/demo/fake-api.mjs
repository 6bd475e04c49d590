import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSchema, graphql } from 'graphql';

const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
const list = (nodes) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null } });

/**
 * An API in memory for tests of the seeder: the committed schema, just enough behaviour, and a call count per
 * mutation. `failAt` answers the n-th request of the server's life with an error and does nothing.
 */
export class FakeApi {
  calls = {};
  failAt = Infinity;
  refuse = undefined;
  promotionState = 'IN_REVIEW';
  #requests = 0;
  #bytes = new Map();
  #datasets = [];
  #models = [];
  #promotions = [];

  /** Listens on a free port of the loopback address; answers its URL. */
  async listen() {
    this.server = createServer((request, response) => void this.#answer(request, response));
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  get requests() {
    return this.#requests;
  }

  async #answer(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    this.#requests += 1;
    const bytes = Buffer.concat(chunks);
    if (this.#requests === this.failAt) {
      response.writeHead(503).end('not json');
    } else if (request.url === '/v1/uploads') {
      const id = `upload-${this.#requests}`;
      this.#bytes.set(id, bytes);
      response
        .writeHead(201)
        .end(JSON.stringify({ id, fileName: decodeURIComponent(request.headers['x-file-name']) }));
    } else {
      const { query, variables } = JSON.parse(bytes.toString());
      const viewer = /who=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
      const result = await graphql({
        schema,
        source: query,
        variableValues: variables,
        rootValue: this.#root(viewer),
      });
      response
        .writeHead(200, { 'set-cookie': `who=${variables.persona ?? viewer}; HttpOnly` })
        .end(JSON.stringify(result));
    }
  }

  #root(viewer) {
    const counted = Object.entries(this.#mutations(viewer)).map(([name, act]) => [
      name,
      (args) => {
        this.calls[name] = (this.calls[name] ?? 0) + 1;
        if (this.refuse === name) return { __typename: 'Refusal', code: 'NO_POLICY', message: 'Not today.' };
        return act(args.input ?? args);
      },
    ]);
    return { ...Object.fromEntries(counted), ...this.#queries() };
  }

  #queries() {
    return {
      signInAsPersona: ({ persona }) => ({
        __typename: 'SignedIn',
        viewer: { actor: { id: persona, name: persona } },
      }),
      datasets: () => list(this.#datasets),
      models: () => list(this.#models),
      modelVersion: ({ id }) => this.#version(id),
      promotion: ({ id }) => this.#promotions.find((promotion) => promotion.id === id),
    };
  }

  #mutations(viewer) {
    return {
      registerDatasetVersion: (input) => this.#registerDataset(input),
      registerModel: ({ name }) => {
        const model = { id: 'model', name, found: [], versions: () => list(model.found) };
        this.#models.push(model);
        return { __typename: 'ModelRegistered', model };
      },
      registerModelVersion: ({ artifactDigest }) => this.#registerVersion(artifactDigest),
      logPredictions: ({ modelVersionId, uploadId }) =>
        this.#log(this.#version(modelVersionId), 'predictions', uploadId),
      logLabels: ({ uploadId }) => this.#log(this.#models[0].found[0], 'labels', uploadId),
      createMonitor: ({ modelVersionId, name }) => {
        const monitor = { id: `${modelVersionId} ${name}`, name, latestRun: null };
        this.#version(modelVersionId).monitored.push(monitor);
        return { __typename: 'MonitorCreated', monitor };
      },
      runMonitor: ({ monitorId }) => {
        const monitors = this.#models[0].found.flatMap((version) => version.monitored);
        const run = { id: 'run', verdict: 'OK' };
        monitors.find(({ id }) => id === monitorId).latestRun = run;
        return { __typename: 'MonitorRunCompleted', run };
      },
      runFairnessAudit: ({ modelVersionId, datasetVersionId }) => {
        const audit = { id: 'audit', verdict: 'PASS', population: { id: datasetVersionId } };
        this.#version(modelVersionId).audited.push(audit);
        return { __typename: 'FairnessAuditCompleted', audit };
      },
      requestPromotion: ({ modelVersionId }) => this.#request(modelVersionId),
      castVote: (input) => this.#vote(viewer, input),
    };
  }

  #version(id) {
    return this.#models[0]?.found.find((version) => version.id === id);
  }

  #registerDataset({ dataset: name, uploadId }) {
    let dataset = this.#datasets.find((candidate) => candidate.name === name);
    if (!dataset) {
      dataset = { name, found: [] };
      dataset.versions = () => list(dataset.found);
      this.#datasets.push(dataset);
    }
    const digest = createHash('sha256').update(this.#bytes.get(uploadId)).digest('hex');
    const datasetVersion = { id: `dataset ${digest}`, digest };
    dataset.found.push(datasetVersion);
    return { __typename: 'DatasetVersionRegistered', datasetVersion };
  }

  #registerVersion(artifactDigest) {
    const { found } = this.#models[0];
    const version = {
      id: `version ${found.length + 1}`,
      number: found.length + 1,
      artifactDigest,
      monitored: [],
      audited: [],
    };
    version.traffic = { predictions: 0, labels: 0 };
    version.monitors = () => list(version.monitored);
    version.fairnessAudits = () => list(version.audited);
    version.promotions = () => list(this.#promotions.filter((promotion) => promotion.of === version.id));
    found.push(version);
    return { __typename: 'ModelVersionRegistered', modelVersion: version };
  }

  #log(version, kind, uploadId) {
    const rows = this.#bytes.get(uploadId).toString().trimEnd().split('\n').length - 1;
    version.traffic[kind] += rows;
    return {
      __typename: 'RowsLogged',
      accepted: rows,
      duplicate: 0,
      conflicting: 0,
      rejected: 0,
      errors: [],
    };
  }

  #request(modelVersionId) {
    const gates = [{ title: 'Drift is quiet', verdict: 'FAIL', reason: '1 of 9 columns raised an alert.' }];
    const promotion = {
      id: 'promotion',
      of: modelVersionId,
      state: this.promotionState,
      round: 1,
      subjectDigest: 'd1',
      gates,
      votes: [],
    };
    this.#promotions.push(promotion);
    return { __typename: 'PromotionRequested', promotion };
  }

  #vote(viewer, { promotionId, round, subjectDigest }) {
    const promotion = this.#promotions.find(({ id }) => id === promotionId);
    if (promotion.round !== round || promotion.subjectDigest !== subjectDigest) throw new Error('stale vote');
    const vote = { id: 'vote', person: { id: viewer } };
    promotion.votes.push(vote);
    return { __typename: 'VoteCast', vote };
  }
}
