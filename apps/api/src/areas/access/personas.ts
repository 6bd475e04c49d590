import { type Role } from '@countersign/domain/access';

/** The people of the demo workspace: one for each job that the product serves. */
export interface Persona {
  key: string;
  name: string;
  job: string;
  roles: Role[];
}

export const personas: Persona[] = [
  { key: 'dana', name: 'Dana Okafor', job: 'Data scientist', roles: ['data_scientist'] },
  { key: 'sam', name: 'Sam Lindqvist', job: 'Subject-matter expert', roles: ['subject_matter_expert'] },
  { key: 'mel', name: 'Mel Tanaka', job: 'ML engineer', roles: ['ml_engineer'] },
  { key: 'riley', name: 'Riley Moreau', job: 'Risk officer', roles: ['risk_officer'] },
  { key: 'devi', name: 'Devi Nair', job: 'Data engineer', roles: ['data_engineer'] },
  { key: 'pat', name: 'Pat Alvarez', job: 'ML product manager', roles: ['product_manager'] },
  { key: 'ada', name: 'Ada Weiss', job: 'Auditor', roles: ['auditor'] },
  { key: 'ira', name: 'Ira Castellan', job: 'Admin', roles: ['admin'] },
];
