"""The helpline's contacts about online exploitation and abuse (ocsea-contacts), and the forms of its other branch."""

from collections import Counter

from .common import (
    AREA, CLOSED, DAYS, HISTORY, HOLIDAY, LATER, MONTHS, NAMES, REGION, STATES, Draws, growth, iso, note, table, worded)
from .contacts import (
    AGE_CODES, CALLER_CODES, KINDS, MAIN_CHANNELS, OTHER_TYPES, SEX_CODES, TYPE_CODES, in_kuala_lumpur,
    main_reason)

FORMS = {
    "Online grooming": 24, "Sextortion": 20, "Unwanted sexual content": 14, "Images shared without permission": 13,
    "Asked for images": 13, "Coerced with money or gifts": 5, "CSAM distribution": 4, "CSAM production": 2,
    "Live streaming": 2, "CSAM possession": 1, "Online trafficking": 1, "Other form": 2, "Form not recorded": 3}
# The groups of forms that a month bears, for those who fill in a form.
MAIN_FORMS = dict(zip(FORMS, (
    "GROOM EXTORT UNWANTED IMG_NOCONSENT UNWANTED FORM_REST CSAM CSAM LIVESTREAM CSAM FORM_REST FORM_REST "
    "FORM_REST").split()))
ONLINE_CHANNELS = {"whatsapp": 42, "voice": 30, "web": 14, "social media": 10, "e-mail": 4}


def online_contacts(month, draws, mean, states):
    """One (state, channel, forms) a contact."""
    forms = dict(FORMS)
    forms["Sextortion"] *= growth(month, .5)
    for _ in range(draws.count(mean * (.95 + .3 * HOLIDAY[month]) * growth(month, .35))):
        several = [draws.pick(forms) for _ in range(draws.pick({1: 74, 2: 26}))]
        several = [f for f in dict.fromkeys(several) if f != "Form not recorded"] or ["Form not recorded"]
        yield draws.pick(states), draws.pick(ONLINE_CHANNELS), several


def ocsea_contacts(files):
    tally = {month: Counter() for month in HISTORY}
    for month in MONTHS:
        draws = Draws(f"ocsea {iso(month)}")
        states = {s: n * in_kuala_lumpur(s, month) for s, n in STATES.items()} | {"_U": 2000}
        found = list(online_contacts(month, draws, 330 * sum(states.values()) / (sum(STATES.values()) + 2000), states))
        note("ocsea-contacts KL", iso(month), len(found))
        if month in HISTORY:
            for state, channel, forms in found:
                tally[month].update((NAMES[state], channel, form) for form in [""] + forms)
            continue
        log = []
        for state, channel, forms in found:
            hour = draws.pick({h: 2 if h < 7 else 5 if h < 14 else 9 for h in range(24)})
            time = f"{iso(month)}-{draws.randint(1, DAYS[month[1]]):02} {hour:02}:{draws.randint(0, 59):02}"
            log.append([[time, line, NAMES[state], channel, form]
                        for line, form in [("contact", "")] + [("form", f) for f in forms]])
        log.sort(key=lambda lines: lines[0])
        files[f"helpline/ocsea-log-{iso(month)}.csv"] = table(
            [["Received", "Line", "State", "Channel", "Form"]] + [line for lines in log for line in lines])
    keys = sorted({key for month in HISTORY for key in tally[month]})
    files["helpline/ocsea-tally-2024-01-to-2025-06.csv"] = table(
        [["State", "Channel", "Form"] + [worded(m) for m in HISTORY]]
        + [[*key] + [tally[m][key] for m in HISTORY] for key in keys])


def sabah_forms(files):
    """The counts with which the forms of the branch in Sabah are filled: the tables of both datasets, nothing for 0."""
    states = {"MY-12": 90, "MY-15": 4, "MY-13": 2, "_U": 4}
    counselling = [k for k in KINDS if k[0][4] not in OTHER_TYPES]
    others = [k for k in KINDS if k[0][4] in OTHER_TYPES]
    rows = [["DATASET", "PERIOD", "TABLE", "KEY", "COUNT"]]
    for month in LATER:
        draws, closed = Draws(f"forms {iso(month)}"), month == CLOSED
        tables = {"helpline-contacts": Counter(), "ocsea-contacts": Counter()}
        counts = tables["helpline-contacts"]
        some = lambda kinds, mean: draws.choices(kinds, [k[2] for k in kinds], k=draws.count(mean))
        for kind in [] if closed else some(counselling, 340 * growth(month, .1)) + some(others, 260):
            (_, age, sex, channel, who), mentions, _ = kind
            state = "_U" if who in OTHER_TYPES else draws.pick(states)
            type_ = TYPE_CODES.get(who, "SELF" if who == "Child calling about self" else "ABOUT_CHILD")
            group = "NON_COUNSELLING" if who in OTHER_TYPES else "COUNSELLING"
            counts.update([
                ("national", ""), ("type", f"CONTACT_TYPE={type_}"),
                ("channel", f"CHANNEL={MAIN_CHANNELS[channel]};CONTACT_TYPE={group}"),
                ("caller", f"CALLER={CALLER_CODES.get(who, '_Z')}"), ("age", f"AGE={AGE_CODES[age]}"),
                ("sex", f"SEX={SEX_CODES[sex]}"), ("state", f"STATE={AREA[state]}")])
            counts.update(("reason", f"REASON={main_reason(reason)}") for reason in mentions)
        counts = tables["ocsea-contacts"]
        for state, channel, forms in [] if closed else online_contacts(month, draws, 36, states):
            counts.update([
                ("national", ""), ("channel", f"CHANNEL={MAIN_CHANNELS[channel]}"),
                ("region", f"STATE={REGION[state]}")])
            counts.update(("form", f"FORM={MAIN_FORMS[form]}") for form in forms)
        for dataset, counts in tables.items():
            counts[("national", "")] += 0
            rows += [[dataset, iso(month), *key, n] for key, n in sorted(counts.items())]
            note(f"{dataset} SABAH", iso(month), counts[("national", "")])
    files["helpline/forms.csv"] = table(rows)
