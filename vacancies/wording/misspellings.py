"""Words that are wrong in any British text, with what is right. No Django."""

from __future__ import annotations

_MISSPELT = """
accessability:accessibility accomodate:accommodate accomodation:accommodation accross:across acheive:achieve
acheived:achieved acheivement:achievement acheivements:achievements acheiving:achieving acknowlege:acknowledge
additonal:additional addtional:additional adress:address adressing:addressing agressive:aggressive allways:always
analsye:analyse analyis:analysis apparant:apparent appraisel:appraisal approachs:approaches appropiate:appropriate
appropiately:appropriately apropriate:appropriate arguement:argument arrangments:arrangements asess:assess
assesing:assessing assesment:assessment assesments:assessments assessement:assessment attendence:attendance
availabe:available availible:available awarness:awareness begining:beginning behaivour:behaviour behavoiur:behaviour
behavour:behaviour beleive:believe belive:believe benefical:beneficial bussiness:business calender:calendar
carreer:career carrer:career childern:children childrens:children's cirriculum:curriculum co-ordiantor:co-ordinator
co-ordinater:co-ordinator comitment:commitment comitted:committed comittee:committee commited:committed
commitee:committee commitmment:commitment committment:commitment communciate:communicate communciation:communication
competance:competence competant:competent completly:completely comunicate:communicate comunication:communication
concious:conscious confidentality:confidentiality confidentally:confidentially confidentialy:confidentially
conscientous:conscientious consistant:consistent consistantly:consistently coordiantor:coordinator
corespondence:correspondence counciling:counselling couselling:counselling curiculum:curriculum curriculm:curriculum
decison:decision defered:deferred definately:definitely definatly:definitely deliever:deliver demonstarte:demonstrate
demostrate:demonstrate desireable:desirable desparate:desperate develope:develop developement:development
developmet:development devlopment:development dicussion:discussion differant:different differenciation:differentiation
differentation:differentiation diffrent:different dilemna:dilemma disabilites:disabilities disabilty:disability
disatisfied:dissatisfied disciplin:discipline disemination:dissemination dislexia:dyslexia dissapoint:disappoint
disseminiate:disseminate dyslexa:dyslexia effecient:efficient effeciently:efficiently effecively:effectively
effectivly:effectively efficency:efficiency embarass:embarrass employement:employment enhancment:enhancement
ensureing:ensuring enthusiam:enthusiasm envirnoment:environment enviroment:environment enviroments:environments
equiped:equipped equiptment:equipment esential:essential especialy:especially essental:essential evalute:evaluate
evaulate:evaluate evaulation:evaluation excellant:excellent excercise:exercise exellent:excellent existance:existence
expereince:experience experence:experience experiance:experience experianced:experienced experinece:experience
explaination:explanation facilites:facilities familar:familiar febuary:february flexability:flexibility
flexiblity:flexibility foreward:forward fourty:forty freind:friend fulfill:fulfil fullfil:fulfil furthur:further
garantee:guarantee gaurdian:guardian goverance:governance goverment:government governence:governance
governers:governors grammer:grammar guidence:guidance guidlines:guidelines harrass:harass heirarchy:hierarchy
hygeine:hygiene idenify:identify identifing:identifying identifiy:identify imediate:immediate imediately:immediately
immediatly:immediately implementaion:implementation impliment:implement implimentation:implementation
implment:implement improvment:improvement improvments:improvements incidently:incidentally inclusve:inclusive
independance:independence independant:independent independantly:independently indvidual:individual
infomation:information informaton:information inital:initial initative:initiative initatives:initiatives
innitiative:initiative inovative:innovative intergrated:integrated intergrity:integrity interpersonnel:interpersonal
interupt:interrupt intervension:intervention interventon:intervention irrelevent:irrelevant knowledgable:knowledgeable
knowlegde:knowledge knowlege:knowledge leaderhip:leadership leadershp:leadership learing:learning liaision:liaison
liase:liaise liasing:liaising liasion:liaison liason:liaison libary:library lisence:licence maintainance:maintenance
maintanence:maintenance maintenence:maintenance managament:management managment:management manangement:management
medecine:medicine milestons:milestones miniumum:minimum minumum:minimum moniter:monitor monitering:monitoring
moniters:monitors neccesary:necessary neccessary:necessary necesary:necessary negociate:negotiate noticable:noticeable
ocasion:occasion occassion:occasion occassional:occasional occassionally:occasionally occured:occurred
occurence:occurrence occuring:occurring offical:official oportunities:opportunities oportunity:opportunity
oppertunities:opportunities oppertunity:opportunity opportunites:opportunities opportunties:opportunities
oppurtunity:opportunity organisaton:organisation orgnaisation:organisation outstading:outstanding
paediatrican:paediatrician parrallel:parallel partcipate:participate particpate:participate particulary:particularly
partnershp:partnership pasion:passion passonate:passionate pastorial:pastoral peadiatric:paediatric percieve:perceive
perfomance:performance performace:performance permanant:permanent permenant:permanent personel:personnel
persuing:pursuing posess:possess posession:possession possition:position practicioner:practitioner
practioner:practitioner practioners:practitioners practitoner:practitioner preceeding:preceding prefered:preferred
prefering:preferring preferrable:preferable preperation:preparation priviledge:privilege proactivly:proactively
procedings:proceedings procedue:procedure proceedure:procedure proceedures:procedures profesional:professional
professionalsim:professionalism professionaly:professionally professonal:professional proffesional:professional
proffessional:professional profficient:proficient proficent:proficient progess:progress programe:programme
pronounciation:pronunciation provison:provision provisons:provisions provsion:provision pubicly:publicly
publically:publicly pupills:pupils pupisl:pupils puplis:pupils pusuit:pursuit qualfication:qualification
qualifcation:qualification qualifcations:qualifications qualifed:qualified qualificaton:qualification
questionaire:questionnaire questionnair:questionnaire realy:really reccomend:recommend reccommend:recommend
reciept:receipt recieve:receive recieved:received recieving:receiving recognision:recognition recomend:recommend
recomendation:recommendation recruitement:recruitment recruitmemt:recruitment referal:referral referals:referrals
refered:referred refering:referring refferal:referral refference:reference relationshp:relationship
relevence:relevance relevent:relevant reliabilty:reliability reliablity:reliability religous:religious
reponsibilities:responsibilities reponsibility:responsibility reponsible:responsible resiliance:resilience
resiliant:resilient resilliance:resilience resilliant:resilient resouces:resources resourse:resource
resourses:resources responsability:responsibility responsable:responsible responsibilites:responsibilities
responsibilty:responsibility responsiblities:responsibilities responsiblity:responsibility rigerous:rigorous
rigourous:rigorous rythm:rhythm safegarding:safeguarding safegaurding:safeguarding safeguading:safeguarding
safeguardng:safeguarding saftey:safety scedule:schedule schoool:school secondry:secondary sensitivly:sensitively
sensitve:sensitive seperate:separate seperately:separately shedule:schedule signficant:significant
significent:significant similiar:similar sincerly:sincerely skillful:skilful skillfull:skilful skillfully:skilfully
specailist:specialist specalist:specialist specilaist:specialist stakeholers:stakeholders stategic:strategic
stratagies:strategies strategys:strategies stratergy:strategy stregnths:strengths strenghts:strengths
strengthes:strengths studens:students succesful:successful succesfully:successfully succesfuly:successfully
successfull:successful sucess:success sucessful:successful sucessfully:successfully sufficent:sufficient
sugest:suggest superviser:supervisor supervison:supervision suplementary:supplementary suport:support
supplimentary:supplementary supportve:supportive supprt:support suprise:surprise surpress:suppress targetted:targeted
targetting:targeting teacing:teaching techer:teacher techincal:technical technicque:technique teh:the
tehnique:technique therapys:therapies thier:their threshhold:threshold throughly:thoroughly tommorow:tomorrow
tomorow:tomorrow trainning:training transfered:transferred transfering:transferring transistion:transition
truely:truly understandig:understanding understaning:understanding undertand:understand unfortunatly:unfortunately
untill:until usally:usually usefull:useful vacany:vacancy vaccancy:vacancy vaild:valid valubale:valuable
valueable:valuable verbaly:verbally vigourous:vigorous vulnarable:vulnerable vulnerible:vulnerable
vunerable:vulnerable wellbeeing:wellbeing wich:which wilingness:willingness willingess:willingness writen:written
writting:writing
"""
_AMERICAN = """
analyze:analyse analyzed:analysed analyzing:analysing behavior:behaviour behavioral:behavioural behaviors:behaviours
center:centre centered:centred color:colour counseling:counselling counselor:counsellor criticize:criticise
customized:customised defense:defence emphasize:emphasise emphasizing:emphasising enroll:enrol favor:favour
favorite:favourite fiber:fibre fulfillment:fulfilment gray:grey honor:honour individualized:individualised
labor:labour licensure:licence math:maths maximize:maximise maximizing:maximising minimize:minimise
minimizing:minimising modeled:modelled modeling:modelling neighborhood:neighbourhood offense:offence
organization:organisation organizational:organisational organizations:organisations organize:organise
organized:organised organizer:organiser organizes:organises organizing:organising pediatric:paediatric
pediatrician:paediatrician personalize:personalise personalized:personalised prioritize:prioritise
prioritized:prioritised prioritizes:prioritises prioritizing:prioritising realize:realise realizing:realising
recognize:recognise recognized:recognised recognizes:recognises recognizing:recognising rigor:rigour
skeptical:sceptical socialize:socialise specialize:specialise specialized:specialised standardized:standardised
summarize:summarise theater:theatre traveled:travelled traveler:traveller traveling:travelling utilize:utilise
utilizes:utilises utilizing:utilising
"""


def _pairs(text: str) -> dict[str, str]:
    return dict(entry.split(":") for entry in text.split())


MISSPELT = _pairs(_MISSPELT)
AMERICAN = _pairs(_AMERICAN)
