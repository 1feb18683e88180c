"""The helpline's counts of all contacts (helpline-contacts), and a file with mistakes."""

from collections import Counter

from .common import CLOSED, HISTORY, HOLIDAY, LATER, MONTHS, NAMES, STATES, Draws, growth, iso, note, table

AGES = {"0-2": 4, "3-6": 8, "7-9": 11, "10-11": 13, "12-14": 26, "15-17": 24, "18+": 4, "Unknown": 10}
AGE_CODES = dict(zip(AGES, "Y0T2 Y3T6 Y7T9 Y10T11 Y12T14 Y15T17 Y_GE18 _U".split()))
SEXES = {"Girl": 56, "Boy": 38, "Non-Binary": 1, "Unknown": 5}
SEX_CODES = {"Girl": "F", "Boy": "M", "Non-Binary": "_O", "Unknown": "_U"}
CHANNELS = {"voice": 46, "whatsapp": 33, "web": 9, "social media": 7, "e-mail": 3, "sms": 2}
MAIN_CHANNELS = {
    "voice": "PHONE", "whatsapp": "WHATSAPP", "web": "WEBCHAT", "social media": "SOCIAL", "e-mail": "CHANNEL_REST",
    "sms": "CHANNEL_REST"}
CALLERS = {
    "Child calling about self": 44, "Parent about child": 30, "Friend about child": 9, "Teacher about child": 8,
    "Other adult about child": 6, "Someone calling about a child": 3}
CALLER_CODES = dict(zip(CALLERS, "CHILD_SELF PARENT PEER PROFESSIONAL OTHER_ADULT SOMEONE_U".split()))
OTHER_TYPES = {
    "Silent": 22, "Hang up": 21, "Questions": 16, "Wrong Number": 12, "Joke": 10, "Blank": 7, "Abusive": 5,
    "Thank you": 4, "Emergency": 3}
TYPE_CODES = {t: t.upper().replace(" ", "_") for t in OTHER_TYPES} | {"Thank you": "THANKS"}
# Reason: share, youngest class of age that names it, code.
REASONS = {
    "Relationship to caregiver": (11, 1, "FAMILY_CAREGIVER"), "Physical violence": (8, 0, "VIOLENCE_PHYSICAL"),
    "Neglect (or negligent treatment)": (7, 0, "VIOLENCE_NEGLECT"), "Academic issues": (6, 2, "EDUCATION_ACADEMIC"),
    "Bullying": (6, 2, "VIOLENCE_BULLYING"), "Mental/Emotional violence": (5, 1, "VIOLENCE_EMOTIONAL"),
    "Friends and friendships": (5, 2, "PEER_FRIENDS"), "Online sexual abuse": (5, 2, "VIOLENCE_OSA"),
    "Emotional distress – mood problems": (5, 2, "MENTAL_MOOD"), "Sexual violence": (4, 0, "VIOLENCE_SEXUAL"),
    "Emotional distress – fear and anxiety problems": (5, 2, "MENTAL_FEAR"),
    "Online sexual exploitation": (3.5, 3, "VIOLENCE_OSE"), "Essential needs": (4, 0, "ACCESS_NEEDS"),
    "Partner relationships": (4, 4, "PEER_PARTNER"), "Family health and wellbeing": (4, 0, "FAMILY_WELLBEING"),
    "Teacher and school problems": (3, 2, "EDUCATION_SCHOOL"),
    "Classmates/colleagues relationships": (3, 2, "PEER_CLASSMATES"),
    "Self-harming behaviour": (2.5, 3, "MENTAL_SELF_HARM"),
    "Suicidal thoughts and suicide attempts": (2.5, 3, "MENTAL_SUICIDE"),
    "Behavioural problems": (2, 1, "MENTAL_BEHAVIOUR"), "Concerns about the self": (2, 3, "MENTAL_SELF"),
    "Legal services and advice": (2, 0, "ACCESS_LEGAL"), "Socio-economical services": (2, 0, "ACCESS_SOCIAL"),
    "Sexual and reproductive health": (2, 3, "HEALTH_REPRODUCTIVE"), "Runaway": (1.5, 3, "MISSING_RUNAWAY"),
    "Traumatic distress": (1, 1, "MENTAL_TRAUMA"), "Pregnancy and maternal care": (1, 5, "HEALTH_PREGNANCY"),
    "Addictive behaviours and substance use": (1, 3, "MENTAL_ADDICTION"),
    "General medical or lifestyle concerns": (1, 0, "HEALTH_GENERAL"),
    "Adoption, fostering, and extended family placement": (1, 0, "FAMILY_ADOPTION")}
ABOUT_SCHOOL = {"Academic issues", "Teacher and school problems", "Classmates/colleagues relationships", "Bullying"}
ONLINE = {"Online sexual abuse", "Online sexual exploitation"}


def main_reason(reason):
    """The main reason of the codelist under which a reason stands; what has no code here is no counselling."""
    return REASONS[reason][2].split("_")[0] if reason in REASONS else "NON_COUNSELLING"


def profiles(length=400):
    """Kinds of counselling contacts with their shares: invented, so no more of them than files of a fair size need."""
    draws = Draws("profiles")
    shares = [STATES | {"_U": 2500}, AGES, SEXES, CHANNELS, CALLERS, {r: s for r, (s, _, _) in REASONS.items()}]
    rows = [list(row) for row in zip(*(draws.column(share, length) for share in shares))]
    ages = list(AGES)
    for row in rows:
        youngest = REASONS[row[5]][1]
        if ages.index(row[1]) < youngest:
            row[1] = draws.pick({a: AGES[a] for a in ages[youngest:6]})
        if row[1] in ("0-2", "3-6") and row[4] in ("Child calling about self", "Friend about child"):
            row[4] = "Parent about child"
        if row[5] == "Pregnancy and maternal care":
            row[2] = "Girl"
    weights = [draws.uniform(.5, 1.5) for _ in rows]
    for place in [0, 1, 2, 3, 4, 5] * 12:  # until every share is as above
        found = Counter()
        for row, weight in zip(rows, weights):
            found[row[place]] += weight
        total = sum(shares[place][item] for item in found)
        weights = [w * shares[place][r[place]] / total / found[r[place]] for r, w in zip(rows, weights)]
    seconds = {r: s for r, (s, youngest, _) in REASONS.items() if youngest < 4}
    mentions = []
    for row in rows:
        number = draws.pick({1: 72, 2: 28})
        others = [draws.pick(seconds) for _ in range(number - 1)]
        mentions.append(list(dict.fromkeys([row[5]] + others)))
    return [(tuple(row[:5]), m, w) for row, m, w in zip(rows, mentions, weights)]


def other_contacts():
    """Contacts that are not counselling, with their shares: little is recorded of them."""
    whole = sum(OTHER_TYPES.values())
    for kind, share in OTHER_TYPES.items():
        channels = {"whatsapp": 70, "web": 30} if kind == "Blank" else {"voice": 80, "whatsapp": 14, "web": 6}
        for channel, part in channels.items():
            weight = share / whole * part / 100
            if kind == "Questions":
                for reason, some in (("Questions by parents", .6), ("Questions about other services", .4)):
                    yield ("_U", "Unknown", "Unknown", channel, kind), [reason], weight * some
            else:
                reasons = ["Thank you for your assistance"] if kind == "Thank you" else []
                yield ("_U", "Unknown", "Unknown", channel, kind), reasons, weight


# Fewer call around the feasts, more while the helpline is spoken of in October and November.
HEARD = {
    (2024, 2): .94, (2024, 4): .91, (2024, 10): 1.07, (2024, 11): 1.05, (2025, 1): .97, (2025, 3): .93, (2025, 4): .96,
    (2025, 10): 1.1, (2025, 11): 1.06}


def in_kuala_lumpur(state, month):
    """Which part of a state's contacts the branch in Kuala Lumpur answers: since July 2025 Sabah has its own."""
    return .15 if state in ("MY-12", "MY-15") and month in LATER and month != CLOSED else 1


def mean_contacts(kind, month):
    """How many contacts of a kind a month has on average."""
    (state, *_, who), mentions, weight = kind
    if who in OTHER_TYPES:
        return 2700 * weight * growth(month, .05) * HEARD.get(month, 1)
    level = 3600 * weight * growth(month, .16) * HEARD.get(month, 1) * in_kuala_lumpur(state, month)
    if mentions[0] in ABOUT_SCHOOL:
        return level * (1.1 - .6 * HOLIDAY[month])
    if mentions[0] in ONLINE:
        return level * (.95 + .3 * HOLIDAY[month]) * growth(month, .25)
    return level * (.98 + .06 * HOLIDAY[month])


def contact_rows(month):
    """Counts by the words of the dimensions and a reason: none for the contacts themselves."""
    draws = Draws(f"contacts {iso(month)}")
    counts = Counter()
    for kind in KINDS:
        number = draws.count(mean_contacts(kind, month))
        counts[kind[0] + ("",)] += number
        for reason in kind[1]:
            counts[kind[0] + (reason,)] += number
    return counts


KINDS = profiles() + list(other_contacts())


def helpline_contacts(files):
    headings = ["State", "Age", "Gender", "Channel", "Contact", "Reason"]
    months = {month: contact_rows(month) for month in MONTHS}
    keys = sorted({key for month in HISTORY for key in months[month]})
    files["helpline/contacts-2024-01-to-2025-06.csv"] = table(
        [headings + [iso(m) for m in HISTORY]]
        + [[NAMES[k[0]], *k[1:]] + [months[m][k] for m in HISTORY] for k in keys])
    for month in LATER:
        files[f"helpline/contacts-{iso(month)}.csv"] = table(
            [["Month"] + headings + ["Contacts"]]
            + [[iso(month), NAMES[k[0]], *k[1:], n] for k, n in sorted(months[month].items()) if n])
    for month in MONTHS:
        note("helpline-contacts KL", iso(month), sum(n for k, n in months[month].items() if k[5] == ""))


def with_mistakes(files):
    """What goes wrong where a file is typed by hand; one mistake a row, and five rows without."""
    files["helpline/contacts-2025-12-with-mistakes.csv"] = (
        "Month,State,Age,Gender,Channel,Contact,Reason,Contacts\n"
        "2025-12,Selangor,12-14,Girl,whatsapp,Child calling about self,,41\n"
        "2025-12,Selangor,12-14,Girl,whatsapp,Child calling about self,Bullying,17\n"
        "2025-12,Selangr,15-17,Girl,voice,Parent about child,,22\n"                      # a near miss
        "2025-12,Johor,7-9,Boy,voice,Parent about child,,12.5\n"                         # half a contact
        "2052-12,Perak,10-11,Girl,web,Friend about child,,9\n"                           # digits turned round
        "2025-12,Selangor,12-14,Girl,whatsapp,Child calling about self,,41\n"            # the first row again
        "2025-12,Kedah,12-14,Boy,voice,Teacher about child\n"                            # cut off
        "2025-13,Pahang,15-17,Girl,whatsapp,Child calling about self,,7\n"               # no such month
        "2025-12,Sarawak,12-14,Girl,voice,Parent about child,Violence,6\n"               # the sum of other reasons
        "2025-12,Melaka,15-17,Boy,telefon,Child calling about self,,5\n"                 # in another language
        "2025-12,,Unknown,Unknown,voice,Silent,,388\n"
        "2025-12,Pulau Pinang,15-17,Girl,whatsapp,Child calling about self,Academic issues,8\n"
        "2025-12,Kuala Lumpur,10-11,Boy,whatsapp,Child calling about self,,19\n")
