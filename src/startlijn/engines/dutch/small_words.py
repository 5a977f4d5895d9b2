"""Function words: they are in every text, so a search leaves them out.

All words that PostgreSQL leaves out of Dutch texts are in it.
"""

_WORDS = """
aan al alle alleen alles als altijd ander andere anders ben bent bij daar daarbij daarna daarom dan
dat de der deze die dit doch doe doen door dus een eens elk elke en enkele er ergens etc ga gaan
gaat ge geen geweest haar had hadden heb hebben heeft hele hem hen het hier hij hoe hun iedere
iemand iets ik in is ja je jij jou jouw jullie kan kon konden kun kunnen kunt maar mag me mee meer
men met mij mijn mocht moest moet moeten mogen na naar niemand niet niets nog nou nu of om omdat
onder ons onze ook op over reeds sinds soms te tegen tijdens toch toen tot tussen u uit uw vaak van
vanaf vandaag veel via volgens voor vooral voordat waar waarbij waarin waarom wanneer want ware
waren was wat we weer weinig wel welk welke werd werden wezen wie wij wil willen worden wordt zal ze
zelf zelfs zich zij zijn zo zoals zodat zonder zou zouden zullen
"""
SMALL_WORDS = frozenset(_WORDS.split())
