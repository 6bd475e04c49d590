/**
 * Passwords of 12 and more characters that recur in published breaches, in lower case: number rows, keyboard walks,
 * words with years and digits, phrases. Compiled for this product after the kinds that the public frequency lists have
 * in common (RockYou 2009, Xato's ten million 2015, the yearly lists of SplashData and NordPass, the hundred thousand
 * that the NCSC took from Have I Been Pwned); it is a floor, not a copy of any of them. The stems below catch the
 * countless variants.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 123456789123 123456789123456
123456789abc 123456789101 1234567891011 123456789987654321 123456654321 123456123456 123456789a123
012345678910 0123456789012 098765432109 098765432112 987654321012 9876543210123 111111111111 222222222222
333333333333 555555555555 666666666666 777777777777 888888888888 999999999999 000000000000 111122223333
112233445566 11223344556677 121212121212 123123123123 123321123321 100200300400 102030405060 10203040506070
131313131313 142536142536 147258369147 147258369123 147852369147 159357159357 159753159753 159753456852
258456258456 314159265358 3141592653589 741852963741 741852963123 789456123789 789456123012 789456123123
963852741963 147896325147 147896325123 135792468013 246810121416 101112131415 112358132134 010203040506
01020304050607 001122334455 qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopas qwertyuiopasdf
qwertyuiop[] qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwerty123456 qwerty1234567 qwerty12345678
qwerty123456789 qwertyqwerty qwertyasdfgh qwertyzxcvbn qwertyazerty qweasdzxc123 qweasdzxcqwe qweqweqweqwe
qwe123qwe123 qwer1234qwer qwer1234asdf qwertasdfgzxcvb qwertyasdfghzxcvbn asdfghjkl123 asdfghjkl1234
asdfghjklzxcvbnm asdfasdfasdf asdf1234asdf asdfghasdfgh zxcvbnm12345 zxcvbnm123456 zxcvbnmasdfghjkl
zxcvbnm,./123 zxcvzxcvzxcv 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o
1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6 q1w2e3r4t5y6u7 q1w2e3r4t5y6u7i8 1qaz2wsx3edc 1qaz2wsx3edc4rfv
1qaz2wsx3edc4rfv5tgb 1qazxsw23edc 1qaz!qaz2wsx@wsx !qaz2wsx#edc !qaz@wsx#edc qazwsxedcrfv qazwsxedc123
qazwsxedcrfvtgb qazwsxedcrfvtgbyhnujm zaq12wsxcde3 zaq12wsxzaq1 zaqxswcdevfr zaq1xsw2cde3 xsw21qazcde3
qaz123wsx456 123qweasdzxc 123qwe123qwe 123qweasd123 1234qwerasdf 1234qwer1234 1234qwerasdfzxcv 12qwaszx34er
12345qwert123 12345qwertasdfg 123456qwerty 1234567qwertyu 123456asdfgh 123456789qwe 123456789qwer
123456789qwerty 12345678qwer 123456789asd abcdefghijkl abcdefghijklm abcdefghijklmn abcdefghijklmnop
abcdefghijklmnopqrstuvwxyz abcabcabcabc abc123abc123 abc123456789 abcd12345678 abcd1234abcd abcdef123456
abcdefg12345 abcde1234567 a123456789012 a1234567890b aa123456789a aa1234567890 a1b2c3d4e5f6 a1b2c3d4e5f6g7
a1s2d3f4g5h6 aaaaaaaaaaaa aaaaaabbbbbb aabbccddeeff aaaabbbbcccc password1234 password12345 password123456
password1234567 password12345678 password123456789 passwordpassword password1password password123password
passw0rd1234 passw0rd12345 p@ssw0rd1234 p@ssw0rd12345 p@ssword1234 p@ssword12345 p@55w0rd1234 pa$$word1234
pa$$w0rd1234 password@123 password@1234 password!123 password#123 password2020 password2021 password2022
password2023 password2024 password2025 password2026 mypassword12 mypassword123 mypassword1234 mynewpassword
newpassword1 newpassword12 newpassword123 thisismypassword nopassword12 nopassword123 passwordsecret
secretpassword secret123456 topsecret123 supersecret1 supersecret123 changeme1234 changeme12345
changeme123456 changemenow12 changemeplease changeit1234 pleasechangeme defaultpassword letmein12345
letmein123456 letmeinletmein letmeinplease letmeinnow12 welcome12345 welcome123456 welcome@1234
welcomewelcome welcometothejungle welcome2024! welcome2025! admin1234567 admin12345678 admin123456789
adminadminadmin adminadmin123 admin@123456 administrator administrator1 administrator12 administrator123
rootrootroot root12345678 testtesttest test12345678 testing12345 test1234test user12345678 useruseruser
guest1234567 temppassword temporary123 master123456 computer1234 computer12345 internet1234 iloveyou1234
iloveyou12345 iloveyou123456 iloveyou2010 iloveyouiloveyou iloveyoubaby iloveyoubabe iloveyousomuch
iloveyouforever iloveyouforever1 iloveyoumore iloveyoumuch iloveyou4ever iloveyoutoo1 iloveyoualways
iloveyoujesus iloveyoumommy iloveyoubitch ilovemymommy ilovemyfamily ilovemyfriends ilovemyself1
ilovemyself123 ilovemymom12 ilovemymom123 ilovemydog12 ilovejesus12 ilovejesus123 ilovemusic12
ilovechocolate loveyouforever loveforever12 lovelovelove lovelylovely tequieromucho teamomucho12
teamoteamoteamo mihermosafamilia princess1234 princess12345 princess123456 sunshine1234 sunshine12345
football1234 football12345 baseball1234 basketball12 basketball123 basketball23 volleyball12 volleyball123
cheerleader1 cheerleader12 cheerleading skateboarding manchesterunited manchester123 manutd123456
liverpool123 liverpool1234 liverpoolfc1 chelsea12345 chelseafc123 arsenal12345 barcelona123 barcelona1234
realmadrid123 juventus1234 superman1234 superman12345 batman123456 spiderman123 starwars1234 starwars12345
harrypotter1 harrypotter12 harrypotter123 pokemon12345 pokemon123456 naruto123456 dragonball12 dragonball123
dragonballz1 dragon123456 monkey123456 monkeymonkey shadow123456 tigger123456 butterfly123 butterfly1234
chocolate123 chocolate1234 strawberry12 strawberry123 blackberry12 michael12345 michaeljackson michaeljordan
jennifer1234 christopher1 christopher12 christopher123 alexander123 alexander1234 elizabeth123 elizabeth1234
samantha1234 nicholas1234 jonathan1234 jessica12345 jesuschrist1 jesuslovesme jesusislord1 godisgood123
godisgreat12 bismillah123 alhamdulillah metallica123 linkinpark123 slipknot1234 mychemicalromance
avengedsevenfold hannahmontana jonasbrothers spongebob123 spongebob1234 mickeymouse1 mickeymouse123
scoobydoo123 fuckyou12345 fuckyou123456 fuckyoubitch fuckyoufuckyou trustno1trustno1 trustnoone12
correcthorsebatterystaple startrek1234 matrix123456 minecraft123 minecraft1234 counterstrike counterstrike1
countersign123 countersign1234 callofduty12 callofduty123 worldofwarcraft playstation3 playstation2
playstation12 motorola1234 samsung12345 samsung123456 blink182blink whatever1234 whatever12345 nothing12345
something123 hello1234567 hello12345678 hellohellohello helloworld12 helloworld123 helloworld1234
goodmorning1 goodmorning123 happybirthday happybirthday1 merrychristmas unbelievable independence
relationship congratulations international professional supercalifragilisticexpialidocious photography1
summer2024!! summer2025!! winter2024!! winter2025!! spring2025!! autumn2025!!
`
    .trim()
    .split(/\s+/),
);

/** What most of those passwords are built from: words of four and more characters that add nothing to be guessed. */
export const commonStems: readonly string[] = `
password passwort passord motdepasse contrasena contraseña senha parola wachtwoord haslo lozinka salasana
qwerty qwertz azerty asdfgh zxcvbn qazwsx 1qaz2wsx zaq12wsx 1q2w3e4r q1w2e3r4 abc123 a1b2c3 welcome letmein
changeme default secret access login logon admin administrator root superuser master manager guest user test
testing temp temporary demo example sample service system server database oracle postgres windows microsoft
google facebook internet computer samsung android iphone iloveyou loveyou ilove love teamo tequiero jetaime
amore monkey dragon tiger eagle falcon panther butterfly dolphin horse kitty doggy puppy chicken football
baseball basketball softball soccer hockey volleyball tennis golf liverpool arsenal chelsea manchester
united barcelona realmadrid juventus lakers yankees cowboys steelers superman batman spiderman ironman
starwars pokemon naruto minecraft fortnite metallica slipknot eminem nirvana princess angel sunshine shadow
summer winter spring autumn flower cookie banana cheese chocolate strawberry michael jordan jennifer jessica
ashley daniel matthew andrew joshua anthony william thomas robert charlie nicole michelle amanda samantha
elizabeth alexander christopher jonathan brandon justin hannah maria george january february march april
june july august september october november december monday tuesday wednesday thursday friday saturday
sunday london paris berlin newyork america canada england germany france spain brasil mexico india australia
jesus christ heaven blessed forever freedom family friend friends hello whatever nothing something mustang
ferrari porsche harley corvette mercedes yamaha ninja killer hunter ranger soldier warrior company business
office money bitcoin mother father brother sister baby girl boys dude please thisis mypass mypassword
trustno1 fuckyou asshole bullshit countersign governance risk model audit
`
  .trim()
  .split(/\s+/);
