/** Figures of an audit that are drawn from its evidence. */
export const fairnessFigures = {
  loading: 'The evidence is being read…',
  none: {
    title: 'These figures are not shown',
    suppressed:
      'Some groups of this audit have so few people that curves and crossings would give them away, and your role does not see such numbers.',
    old: 'This audit was made before audits kept the counts that these figures are drawn from. Run it again to see them.',
    notHere: 'The evidence of this audit does not hold these groups.',
  },
  scores: {
    none: 'The rows of this audit have no score, so that nothing can be said of other thresholds and of calibration.',
    unbinned:
      'A score of this audit lies outside 0 to 1, so that scores are no probabilities: nothing can be said of thresholds and of calibration.',
    nobody: 'Nobody of these groups has a score.',
    title: 'Scores and calibration by group',
    axis: 'Score',
    bin: '{{from}} to {{to}}',
    finding: 'Scores of {{lowGroup}} are most often {{lowBin}}, those of {{highGroup}} {{highBin}}',
    findingSame: 'The most common scores of every group are {{bin}}',
    findingNone: 'No group that is large enough has scores',
    sentence: 'Share of the scores of {{groups}} groups in each of 20 bins from 0 to 1. {{finding}}.',
    caption:
      'Each line adds up to 100% of the scores of its group, whether labelled or not. The table has the counts. Scores at 1 are in the last bin.',
  },
  legend: 'Lines',
  smallEntry: '{{entry}} (too small to judge)',
  scored: 'Rows with a score',
  ratio: 'Ratio to the reference',
  ratioLower: 'Ratio, lower bound',
  ratioUpper: 'Ratio, upper bound',
  lower: 'Lower bound',
  upper: 'Upper bound',
  positive: 'Predicted positive',
  reference: 'the reference',
  rates: {
    favourable_rate: 'Favourable rate',
    selection_rate: 'Selection rate',
    tpr: 'True positive rate',
    fpr: 'False positive rate',
    fnr: 'False negative rate',
    ppv: 'Positive predictive value',
    for: 'False omission rate',
    accuracy: 'Accuracy',
  },
  calibration: {
    shown: 'Calibration of',
    everybody: 'all groups',
    axis: 'Mean score',
    observed: 'Share of positives',
    n: 'Scored and labelled',
    findingHigh: 'Scores of {{name}} are too high by {{gap}} on average, the farthest from what happened',
    findingLow: 'Scores of {{name}} are too low by {{gap}} on average, the farthest from what happened',
    findingNone: 'No group that is large enough has scores with labels',
    none: 'No row has both a score and a label, so that nothing can be said of calibration.',
    sentence: 'Share of positives by mean score in tenths of the scores, for {{groups}} groups. {{finding}}.',
    caption:
      'On the dashed line scores mean what they say. Each dot is a tenth of the scores from 0 to 1, the bar its Wilson interval; hollow dots rest on fewer than {{minimum}} rows. The table has n of every dot.',
  },
  areas: {
    title: 'Areas under the curve and calibration errors',
    auc: 'Area under the curve',
    ece: 'Calibration error',
    large: 'Mean score minus share of positives',
    none: 'Areas under the curve cannot be compared between groups that are large enough.',
    gap: 'The areas of {{low}} and {{high}} lie apart by {{gap}} ({{level}} interval {{lower}} to {{upper}}, n = {{n}}).',
    picked:
      'The areas of {{low}} and {{high}} lie farthest apart, by {{gap}} (n = {{n}}). A gap picked as the widest of several has no interval.',
  },
  crossing: {
    title: 'Groups crossed',
    rate: 'Rate of the crossings',
    measure: 'Colour shows',
    measures: { rate: 'the rate', ratio: 'the ratio to the reference' },
    other: 'Where {{name}} is',
    sentence: '{{rows}} by {{columns}}, one cell for each crossing. {{finding}}. {{counts}}',
    counts_one: '{{count}} crossing holds people; {{small}} too small to judge, {{empty}} without anybody.',
    counts_other: '{{count}} crossings hold people; {{small}} too small to judge, {{empty}} without anybody.',
    caption: {
      rate: 'The stronger the colour of a cell, the higher the rate, from 0 to 100%. Hatched cells have too few rows for the minimums of the policy ({{minimum}} rows) and take no part in verdicts; dotted ones hold nobody. Choose a cell for its intervals.',
      ratio:
        'Blue cells have a higher rate than the reference, orange ones a lower one; the stronger the colour, the farther from it. A thick border: the ratio lies beyond the limit ({{limit}}). Hatched cells have too few rows for the minimums of the policy ({{minimum}} rows) and take no part in verdicts; dotted ones hold nobody. Choose a cell for its intervals.',
    },
    none: 'none',
    nobody: 'nobody',
    small: 'too few',
    beyond: 'beyond limit',
    remark: 'Remark',
    label: '{{name}}: {{value}}, n = {{n}}',
    labelNote: '{{name}}: {{value}}, n = {{n}}, {{note}}',
    emptyLabel: '{{name}}: nobody',
  },
  sweep: {
    title: 'What if the threshold were another?',
    lead: 'Move the threshold to see what every group would get, and what the criteria of this audit would say. Nothing is changed by it.',
    rate: 'Rate over thresholds',
    axis: 'Threshold of the score',
    threshold: 'Threshold',
    spoken: '{{threshold}}. {{spoken}}',
    model: 'model',
    back: 'Back to the threshold of the model',
    selected: 'Selected',
    finding:
      'At threshold {{threshold}}, {{rate}} runs from {{low}} ({{lowGroup}}) to {{high}} ({{highGroup}})',
    findingNone:
      'At threshold {{threshold}}, {{rate}} cannot be compared between groups that are large enough',
    sentence: '{{rate}} of {{groups}} groups at every threshold of the score. {{finding}}.',
    caption: {
      positive:
        'Scores were counted in 100 bins from 0 to 1; numbers are exact at their edges, and the slider stops nowhere else. A score at the threshold or above is selected, which is the favourable outcome here. Rows without a score are left out.',
      negative:
        'Scores were counted in 100 bins from 0 to 1; numbers are exact at their edges, and the slider stops nowhere else. A score at the threshold or above is selected, which is the unfavourable outcome here. Rows without a score are left out.',
    },
    modelExact: 'At {{threshold}} every group has as many selected as the model selected.',
    modelNear:
      'The evidence does not hold the threshold of the model; at {{threshold}} groups have most nearly as many selected as it selected, with at least {{n}} rows decided otherwise.',
    noModel:
      'The predictions of the model follow no threshold of this score: at {{threshold}}, the nearest, at least {{n}} rows are decided otherwise.',
    leftOut_one: 'The picture leaves out the smallest group; the table has it.',
    leftOut_other: 'The picture leaves out the {{count}} smallest groups; the table has them.',
    groups: 'Groups at threshold {{threshold}}',
    groupsCaption: 'Groups at the threshold',
    verdicts: 'Criteria at threshold {{threshold}}',
    verdictsCaption: 'Criteria at the threshold',
  },
  evidence: {
    title: 'Evidence',
    lead: 'The report, its PDF and this page show what follows from one document: the counts and the policy. Nobody has to trust this server for it.',
    leadSummary:
      'Your role sees the summary of this audit, without numbers of few people. Whoever may see all of it can check the report against its evidence.',
    digest: 'SHA-256 of the evidence, as the audit log holds it',
    verify: 'Check it without this server',
    verifyText:
      'Save the evidence as JSON, by the link at the top of this page; the PDF holds the same file. The first command prints the digest above; the second computes every number again from the counts and says what differs.',
  },
} as const;
