/** The GraphQL documents that specs drive the product with, one a mutation; each asks for what a test looks at. */
const refusal = '... on Refusal { code message }';

export const documents = {
  registerDatasetVersion: `mutation ($input: RegisterDatasetVersionInput!) {
    registerDatasetVersion(input: $input) { __typename ${refusal}
      ... on DatasetVersionRegistered { created datasetVersion { id number digest rowCount } } } }`,
  storeSensitiveAttributes: `mutation ($input: StoreSensitiveAttributesInput!) {
    storeSensitiveAttributes(input: $input) { __typename ${refusal}
      ... on SensitiveAttributesStored { collection { id name people attributes { name origin legalBasis } } } } }`,
  registerModel: `mutation ($input: RegisterModelInput!) {
    registerModel(input: $input) { __typename ${refusal} ... on ModelRegistered { model { id name } } } }`,
  registerModelVersion: `mutation ($input: RegisterModelVersionInput!) {
    registerModelVersion(input: $input) { __typename ${refusal}
      ... on ModelVersionRegistered { created modelVersion { id number } } } }`,
  logPredictions: `mutation ($input: LogPredictionsInput!) {
    logPredictions(input: $input) { __typename ${refusal}
      ... on RowsLogged { accepted duplicate conflicting rejected errors { line code field message } } } }`,
  logLabels: `mutation ($input: LogLabelsInput!) {
    logLabels(input: $input) { __typename ${refusal}
      ... on RowsLogged { accepted duplicate conflicting rejected errors { line code field message } } } }`,
  createMonitor: `mutation ($input: CreateMonitorInput!) {
    createMonitor(input: $input) { __typename ${refusal} ... on MonitorCreated { monitor { id kind checks { method deciding } } } } }`,
  runMonitor: `mutation ($id: ID!) {
    runMonitor(monitorId: $id) { __typename ${refusal}
      ... on MonitorRunCompleted { run { id verdict evidenceDigest windows { start end } } } } }`,
  runFairnessAudit: `mutation ($input: RunFairnessAuditInput!) {
    runFairnessAudit(input: $input) { __typename ${refusal}
      ... on FairnessAuditCompleted { audit { id verdict n evidenceDigest attributes { attributes unknown
        groups { values n eligible counts { tp fp fn tn } selectionRate { value lower upper n method } }
        disparities { criterion verdict reason difference { value } ratio { value } between { values } } } } } } }`,
  requestPromotion: `mutation ($input: RequestPromotionInput!) {
    requestPromotion(input: $input) { __typename ${refusal}
      ... on PromotionRequested { auditEntry { sequence } promotion { id state round subjectDigest
        gates { kind verdict reason evidenceDigest } slots { role filledBy { name } } } } } }`,
  castVote: `mutation ($input: CastVoteInput!) {
    castVote(input: $input) { __typename ${refusal}
      ... on VoteCast { auditEntry { sequence action } vote { decision counts } promotion { state slots { role filledBy { name } } } } } }`,
  activatePromotion: `mutation ($id: ID!) {
    activatePromotion(promotionId: $id) { __typename ${refusal}
      ... on PromotionChanged { auditEntry { sequence } promotion { state } } } }`,
} as const;

export type DocumentName = keyof typeof documents;
