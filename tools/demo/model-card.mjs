/**
 * The model card of a version of the demo's model: the sections of a Model Card Toolkit card (v0.0.2) that its policy asks for.
 *
 * @param {{ number: number, description: string }} version
 */
export function modelCard({ number, description }) {
  return {
    model_details: {
      name: `credit-default, version ${number}`,
      overview: `Scores applications for consumer loans by the probability that the first instalment is missed. ${description}`,
      owners: [{ name: 'Credit risk analytics', contact: 'credit-models@example.org' }],
    },
    considerations: {
      users: ['Loan officers, who see the score beside the application.'],
      use_cases: [
        'Consumer loans up to five years to applicants of full age, with a form that is filled in completely.',
      ],
      limitations: [
        'Not for business loans, nor for applicants without an income of their own: it has seen neither.',
        'It knows nothing of what an applicant owes elsewhere; an officer asks.',
      ],
      ethical_considerations: [
        {
          name: 'Women and the young can be declined more often than they default.',
          mitigation_strategy: 'Each version is audited by sex and age before its release, and in service.',
        },
      ],
    },
  };
}
