"""demonstration.yaml: who submits what, and on which day it arrives."""

from .common import LATER, MONTHS, iso

PROVIDERS = [
    ("TALIAN_HARAPAN", "helpline", "Talian Harapan (invented)"),
    ("HOTLINE_MY", "hotline", "Hotline MY (invented)"),
    ("POLIS_DEMO", "police", "Polis Demo (invented)"),
    ("PLATFORM_LIAISON", "platform", "Platform Liaison (invented)")]
BRANCHES = [
    ("TALIAN_HARAPAN", "KL", "Kuala Lumpur (invented)"),
    ("TALIAN_HARAPAN", "SABAH", "Sabah (invented)")]
SPAN = "2024-01-to-2025-06"

HEAD = """\
# What the demonstration does, in order of arrival. Made by .ci/make-demonstration; all numbers are invented.
#
# providers, branches and submissions are lists of mappings whose values are scalars. Of a submission: file and mapping
# are paths in this folder; branch and mapping stand only where there is one, period where a form is for one or records
# are declared to cover some; receivedOn is the day on which it arrives. mistakes: true means that it is refused for its
# errors. helpline/forms.csv is no form: it holds the counts with which a form of that dataset and period is filled before
# it is sent. releases says which periods a curator releases on which day; a period that was corrected since it was drawn
# is drawn again, all others are carried.
"""


def next_month(month, day):
    year, number = month if month[1] < 12 else (month[0] + 1, 0)
    return f"{year}-{number + 1:02}-{day:02}"


def submissions():
    kl = {"provider": "TALIAN_HARAPAN", "branch": "KL"}
    sabah = {"provider": "TALIAN_HARAPAN", "branch": "SABAH"}
    hotline, police, liaison = {"provider": "HOTLINE_MY"}, {"provider": "POLIS_DEMO"}, {"provider": "PLATFORM_LIAISON"}

    def given(file, sender, dataset, received, mapping=None, collector="tabular", **more):
        entry = {"file": file, "collector": collector} | sender | {"dataset": dataset}
        return entry | ({"mapping": mapping} if mapping else {}) | more | {"receivedOn": received}

    # What there was before the service began in July 2025.
    for dataset, name, mapping in (
        ("helpline-contacts", "contacts", "contacts-history"), ("ocsea-contacts", "ocsea-tally", "ocsea-tally")
    ):
        yield given(f"helpline/{name}-{SPAN}.csv", kl, dataset, "2025-07-07", f"helpline/{mapping}.yaml")
    for part, covered in (("2024", "2024-01..2024-12"), ("2025-01-to-2025-06", "2025-01..2025-06")):
        yield given(f"hotline/reports-{part}.csv", hotline, "hotline-reports", "2025-07-09", "hotline/reports.yaml",
                    period=f'"{covered}"')
        yield given(f"platform/reports-{part}.csv", liaison, "platform-reports", "2025-07-11", "platform/reports.yaml")
    yield given("police/cases-2024.csv", police, "police-cases", "2025-07-14", "police/cases.yaml")
    yield given("police/cases-2024.csv", police, "police-cases-yearly", "2025-07-14", "police/cases.yaml")
    yield given("police/cases-2025-q1-q2.csv", police, "police-cases", "2025-07-14", "police/cases.yaml")

    for place, month in enumerate(LATER):
        contacts, log = f"helpline/contacts-{iso(month)}", f"helpline/ocsea-log-{iso(month)}.csv"
        good = next_month(month, [6, 5, 8, 6, 9, 12][place])
        if month == MONTHS[-1]:
            yield given(f"{contacts}-with-mistakes.csv", kl, "helpline-contacts", next_month(month, 8),
                        "helpline/contacts.yaml", mistakes="true")
        yield given(f"{contacts}.csv", kl, "helpline-contacts", good, "helpline/contacts.yaml")
        yield given(log, kl, "ocsea-contacts", good, "helpline/ocsea-log.yaml", period=iso(month))
        for dataset in ("helpline-contacts", "ocsea-contacts"):
            yield given("helpline/forms.csv", sabah, dataset, next_month(month, [11, 10, 3, 12, 11, 13][place]),
                        collector="helpline-form", period=iso(month))
        # What is due on 15 December comes on 6 January.
        sent = "2026-01-06" if month == (2025, 11) else next_month(month, [8, 8, 9, 7, 0, 9][place])
        yield given(f"hotline/reports-{iso(month)}.csv", hotline, "hotline-reports", sent, "hotline/reports.yaml",
                    period=iso(month))
        yield given(f"platform/reports-{iso(month)}.csv", liaison, "platform-reports",
                    next_month(month, [22, 19, 23, 21, 20, 26][place]), "platform/reports.yaml")

    # Eleven cases of the third quarter of 2024 had been filed under another year.
    yield given("police/cases-2024-q3-corrected.csv", police, "police-cases", "2025-10-20", "police/cases.yaml")
    yield given("police/cases-2024-corrected.csv", police, "police-cases-yearly", "2025-10-20", "police/cases.yaml")
    yield given("police/cases-2025-q3.csv", police, "police-cases", "2025-11-04", "police/cases.yaml")
    yield given("police/cases-2025-q4.csv", police, "police-cases", "2026-02-05", "police/cases.yaml")
    yield given("police/cases-2025.csv", police, "police-cases-yearly", "2026-02-24", "police/cases.yaml")


def releases():
    monthly = ["helpline-contacts", "ocsea-contacts", "hotline-reports", "platform-reports"]

    def made(day, dataset, periods, note=None):
        return {"dataset": dataset, "periods": f'"{periods}"', "madeOn": day} | ({"note": note} if note else {})

    for dataset in monthly:
        yield made("2025-07-21", dataset, "2024-01..2025-06")
    yield made("2025-07-21", "police-cases", "2024-Q1..2025-Q2")
    yield made("2025-07-21", "police-cases-yearly", "2024")
    corrected = "Eleven cases of the third quarter of 2024 had been filed under another year."
    yield made("2025-10-27", "police-cases", "2024-Q3", corrected)
    yield made("2025-10-27", "police-cases-yearly", "2024", corrected)
    yield made("2025-12-22", "hotline-reports", "2025-07..2025-10", "November had not come yet.")
    for dataset in monthly:
        yield made("2026-01-28", dataset, "2025-11..2025-12" if dataset == "hotline-reports" else "2025-07..2025-12")
    yield made("2026-03-02", "police-cases", "2025-Q3..2025-Q4")
    yield made("2026-03-02", "police-cases-yearly", "2025")


def listed(name, entries):
    text = f"{name}:\n"
    for entry in entries:
        lines = "".join(f"    {key}: {value}\n" for key, value in entry.items())
        text += "  - " + lines[4:]
    return text


def demonstration(files):
    arriving = sorted(submissions(), key=lambda entry: entry["receivedOn"])
    assert {entry["file"] for entry in arriving} == set(files), "each file is submitted, and nothing but files"
    files["demonstration.yaml"] = "\n".join([
        HEAD + "demonstration: 1",
        listed("providers", [{"id": i, "kind": kind, "name": name} for i, kind, name in PROVIDERS]),
        listed("branches", [{"provider": p, "id": i, "name": name} for p, i, name in BRANCHES]),
        listed("submissions", arriving),
        listed("releases", releases())])
