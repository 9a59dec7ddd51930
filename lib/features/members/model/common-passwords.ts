/**
 * What is tried first: the commonest passwords of at least ten characters, and the words that short ones are lengthened from.
 * In lower case; digits that stand for letters are read as letters before they are looked up.
 */
export const commonPasswords: readonly string[] = `
1234567890 12345678910 123456789a 123456789q 1234567891 0123456789 9876543210 0987654321 1122334455 1212121212 1231231230 1233211234567
1029384756 1020304050 1234512345 1111111111 0000000000 2222222222 5555555555 7777777777 8888888888 9999999999 6666666666 1q2w3e4r5t
1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3 qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 qwerty1234 qwe123qwe123
qweasdzxc123 asdfghjkl123 zxcvbnm123 q1w2e3r4t5 q1w2e3r4t5y6 a1b2c3d4e5 abc123abc123 abcd123456 abc1234567 a123456789 aa123456789
password10 password12 password123 password1234 password12345 passwordpassword passw0rd123 mypassword newpassword nopassword yourpassword
thepassword password1! p@ssw0rd123 changeme123 changeme1234 letmein123 letmein1234 welcome123 welcome1234 welcome2023 welcome2024
welcome2025 admin12345 admin123456 administrator administrateur superadmin rootroot123 testtest123 testing123 test123456 test1234567
iloveyou123 iloveyou12 iloveyousomuch iloveyouforever ihateyou123 sunshine123 princess123 football123 baseball123 basketball volleyball
liverpool1 liverpool123 chelsea123 arsenal123 manchester manchesterunited barcelona1 realmadrid juventus123 superman123 spiderman1
spiderman123 batman12345 ironman123 pokemon123 charizard123 starwars123 skywalker1 harrypotter hogwarts123 minecraft1 minecraft123
playstation nintendo64 counterstrike dragonball dragonball1 dragonballz naruto12345 blink182blink metallica1 slipknot666 greenday123
christopher alexander1 alexandra1 elizabeth1 michelle123 jennifer123 jonathan123 charlotte1 stephanie1 nicholas123 christina1
september1 november11 december12 february14 summer2023 summer2024 summer2025 winter2023 winter2024 winter2025 spring2024 autumn2024
chocolate1 strawberry watermelon blueberry1 butterfly1 butterfly123 sweetheart sweetheart1 beautiful1 beautiful123 friendship friendship1
myspace123 facebook123 google12345 samsung123 computer123 internet123 whatever123 something1 trustno1trustno1 mustang123 corvette123
motorcycle harleydavidson thunderbird lamborghini ferrari123 mercedes123 porsche911 volkswagen jesuschrist jesuslovesme blessed123
ilovejesus godisgood1 heavenly123 liberty1776 patriots123 cowboys123 yankees123 dolphins123 eagles12345 steelers123 lakers24lakers
passwort123 passwort1234 hallo12345 hallo123456 schatz12345 geheim12345 willkommen fussball123 bonjour123 motdepasse soleil12345
azertyuiop azerty12345 contrasena contraseña tequiero123 teamo12345 hola123456 estrella123 mariposa123 corazon123 senha12345
senha123456 brasil12345 flamengo123 palmeiras1 corinthians wachtwoord welkom12345 haslo12345 polska12345 kochamcie1 parola12345
sifre12345 galatasaray fenerbahce besiktas1903 zxcvbnmasdfghjkl qazwsxedcrfv qazwsxedc123 1qaz!qaz2wsx qwertyqwerty asdfasdfasdf
zaqxswcde123 monkey12345 master12345 dragon12345 shadow12345 killer12345 hunter12345 ranger12345 soccer12345 hockey12345 ginger12345
maggie12345 buster12345 tigger12345 pepper12345 cookie12345 cheese12345 banana12345 orange12345 purple12345 secret12345 private123
default123 temporary1 temppassword temp123456 guest12345 user123456 login12345 access12345 server12345 system12345 manager123 company123
office12345 database12 postgres123 oracle12345 cisco12345 linux12345 windows123 microsoft1 apple12345 iphone12345 android123 company2024
trustno1 letmein changeme password passwort motdepasse1 qwerty azerty welcome iloveyou administrator1 admin login secret master dragon
monkey sunshine princess football baseball superman batman starwars michael jordan harley shadow summer winter spring autumn hello
freedom whatever pokemon charlie donald jennifer access test temp guest user root default geheim hallo schatz contrasena1 senha
`
  .trim()
  .split(/\s+/);
