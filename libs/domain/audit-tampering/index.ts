export { tamperings, type Tampering } from './attack';
export { type TrialTools } from './make-plan';
export { attackers, runCleanTrial, runTrial, type Attacker, type TrialOutcome } from './run-trial';
