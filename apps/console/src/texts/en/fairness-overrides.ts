/** What people decided beside what the model predicted. */
export const fairnessOverrides = {
  title: 'When people decided otherwise',
  lead: 'Of {{decided}} predictions it is known what people decided; {{undecided}} have no decision and take no part: those with one may differ from the rest, and which cases people see may differ by group. Nothing here has a limit or changes a verdict. Whether overruling helped or harmed is not measured: people may have known what the model does not, or have decided by what they should not. That people seldom overrule may mean that the model is right, or that nobody looks.',
  unknown:
    'Of people whose group is unknown, {{decided}} predictions have a decision, {{overruled}} of them another than predicted, and {{undecided}} have none.',
  figure: {
    finding:
      'The lowest favourable rate was {{before}} of the highest before people decided, and {{after}} after',
    findingAgainst:
      'Farthest from its reference, a favourable rate was {{before}} times as high before people decided, and {{after}} times after',
    findingNone: 'Favourable rates before and after people decided cannot be compared between groups',
    sentence:
      'Favourable rate of {{groups}} groups before and after people decided, with intervals. {{finding}}.',
    sizes: 'Rows with a decision',
    caption:
      'Both dots of a group are of the same rows, those with a decision; bars are intervals ({{method}}). Hollow dots with dashed bars: fewer than {{minimum}} decisions. No interval is known for the change of a ratio.',
    axis: 'Favourable rate',
    when: 'Who',
    model: 'model',
    people: 'people',
  },
  groups: {
    caption: 'Overruled, by group',
    decided: 'Decided',
    decidedShare: 'Share decided',
    compared: 'Compared',
    overruled: 'Overruled',
    toFavourable: 'Predicted unfavourable, decided favourable',
    toUnfavourable: 'Predicted favourable, decided unfavourable',
  },
  between: {
    caption: 'Between the groups farthest apart',
    rate: 'Rate',
    toFavourable: 'Overruled to favourable',
    toUnfavourable: 'Overruled to unfavourable',
    before: 'Favourable prediction',
    after: 'Favourable decision',
    difference: 'Difference',
    ratio: 'Ratio',
    groups: 'Between',
    leftOut: 'Left out',
    p: 'p, adjusted',
    noTest: 'no test',
    note: 'p-values are adjusted over all tests about decisions, apart from those of the criteria.',
  },
} as const;
