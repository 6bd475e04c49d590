const refusal = '... on Refusal { code message }';
const page = 'pageInfo { hasNextPage endCursor }';

export const findDatasets = `query ($after: String) { datasets(first: 50, after: $after) {
  nodes { name versions(first: 50) { nodes { id digest } } } ${page} } }`;

export const findModels = `query ($after: String) { models(first: 50, after: $after) {
  nodes { id name versions(first: 50) { nodes { id number artifactDigest } } } ${page} } }`;

export const readVersion = `query ($id: ID!) { modelVersion(id: $id) {
  id traffic { predictions labels }
  monitors(first: 50) { nodes { id name latestRun { id verdict } } }
  fairnessAudits(first: 50) { nodes { id verdict population { id } } }
  promotions(first: 50) { nodes { id } } } }`;

export const readPromotion = `query ($id: ID!) { promotion(id: $id) {
  id state round subjectDigest gates { title verdict reason } slots { role } votes { person { id } } } }`;

export const registerDataset = `mutation ($input: RegisterDatasetVersionInput!) { registerDatasetVersion(input: $input) {
  __typename ... on DatasetVersionRegistered { datasetVersion { id } } ${refusal} } }`;

export const registerModel = `mutation ($input: RegisterModelInput!) { registerModel(input: $input) {
  __typename ... on ModelRegistered { model { id name } } ${refusal} } }`;

export const registerVersion = `mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) {
  __typename ... on ModelVersionRegistered { modelVersion { id number artifactDigest } } ${refusal} } }`;

const rows = `__typename ... on RowsLogged { accepted duplicate conflicting rejected errors { line field message } } ${refusal}`;

export const logPredictions = `mutation ($input: LogPredictionsInput!) { logPredictions(input: $input) { ${rows} } }`;

export const logLabels = `mutation ($input: LogLabelsInput!) { logLabels(input: $input) { ${rows} } }`;

export const createMonitor = `mutation ($input: CreateMonitorInput!) { createMonitor(input: $input) {
  __typename ... on MonitorCreated { monitor { id } } ${refusal} } }`;

export const runMonitor = `mutation ($id: ID!) { runMonitor(monitorId: $id) {
  __typename ... on MonitorRunCompleted { run { id verdict } } ${refusal} } }`;

export const runAudit = `mutation ($input: RunFairnessAuditInput!) { runFairnessAudit(input: $input) {
  __typename ... on FairnessAuditCompleted { audit { id verdict } } ${refusal} } }`;

export const attachEvidence = `mutation ($input: AttachEvidenceInput!) { attachEvidence(input: $input) {
  __typename ... on EvidenceAttached { created } ${refusal} } }`;

export const requestPromotion = `mutation ($input: RequestPromotionInput!) { requestPromotion(input: $input) {
  __typename ... on PromotionRequested { promotion { id } } ${refusal} } }`;

export const castVote = `mutation ($input: CastVoteInput!) { castVote(input: $input) {
  __typename ... on VoteCast { vote { id } } ${refusal} } }`;
