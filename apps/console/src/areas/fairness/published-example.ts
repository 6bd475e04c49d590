/**
 * The example in the rules of the City of New York, title 6, section 5-302, as they print it. Its tables contradict one
 * another: by race there are 2,584 people, by sex and by both 2,571.
 */
export const publishedExample = `Sex	# of applicants	# selected	Selection rate	Impact ratio
Male	1,390	667	48%	1.00
Female	1,181	555	47%	0.979

Race/Ethnicity	# of applicants	# selected	Selection rate	Impact ratio
Hispanic	408	204	50%	0.97
White	797	412	52%	1.00
Black	390	170	44%	0.84
Pacific Islander	119	52	44%	0.85
Asian	616	302	49%	0.95
Native American	41	18	44%	0.85
Two or more	213	96	45%	0.87

Sex	Race/Ethnicity	# of applicants	# selected	Selection rate	Impact ratio
Male	Hispanic	205	90	43.9%	0.841
Female	Hispanic	190	82	43.2%	0.827
Male	White	412	215	52.2%	1.000
Male	Black	226	95	42.0%	0.806
Male	Pacific Islander	87	37	42.5%	0.815
Male	Asian	321	167	52.0%	0.997
Male	Native American	24	11	45.8%	0.878
Male	Two or more	115	52	45.2%	0.866
Female	White	385	197	51.2%	0.981
Female	Black	164	75	45.7%	0.876
Female	Pacific Islander	32	15	46.9%	0.898
Female	Asian	295	135	45.8%	0.877
Female	Native American	17	7	41.2%	0.789
Female	Two or more	98	44	44.9%	0.860

Unknown: 250`;
