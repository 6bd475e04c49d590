export { type DomainClassification, domainClassifier } from './domain-classifier';
export { type PcaReconstruction, pcaReconstruction } from './pca-reconstruction';
