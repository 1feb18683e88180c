"""The files of the hotline, the police and the platforms."""

from collections import Counter

from .common import DAYS, HOLIDAY, LATER, MONTHS, NAMES, STATES, Draws, growth, iso, note, table, worded


def hotline_reports(files):
    lines = {}
    for month in MONTHS:
        draws = Draws(f"hotline {iso(month)}")
        rows = []
        for _ in range(draws.count(660 * (.96 + .15 * HOLIDAY[month]) * growth(month, .3))):
            source = draws.pick(
                {"Orang awam": 58, "Carian sendiri": 21, "Talian luar negara": 14, "Polis/agensi": 5, "": 2})
            illegal = {"Orang awam": 24, "Carian sendiri": 66, "Talian luar negara": 72}.get(source, 45)
            waiting = 22 if month == MONTHS[-1] else 5
            result = draws.pick({
                "Salah - asas": illegal * .75, "Salah - undang-undang negara": illegal * .25,
                "Tidak salah": 100 - illegal, "Belum dinilai": waiting, "": 1})
            rows.append((draws.randint(1, DAYS[month[1]]), source, result))
        lines[month] = [f"{d}/{month[1]}/{month[0]};{s};{r}\r\n" for d, s, r in sorted(rows, key=lambda r: r[0])]
        note("hotline-reports", iso(month), len(rows))
    parts = {"2024": MONTHS[:12], "2025-01-to-2025-06": MONTHS[12:18]} | {iso(m): [m] for m in LATER}
    for name, months in parts.items():
        rows = "".join("".join(lines[month]) for month in months)
        files[f"hotline/reports-{name}.csv"] = "Tarikh;Sumber;Penilaian\r\n" + rows


# Form: share, sections of law, platforms.
CRIMES = {
    "grooming": (
        27, {"s.12": 55, "s.11": 30, "s.13": 15},
        {"whatsapp": 38, "telegram": 14, "tiktok": 12, "game": 11, "instagram": 10, "wechat": 8, "": 7}),
    "extortion": (
        21, {"s.15B": 82, "s.11": 10, "CMA s.233": 8},
        {"telegram": 40, "whatsapp": 27, "instagram": 16, "facebook": 8, "": 9}),
    "images shared": (15, {"s.8": 62, "CMA s.233": 38}, {"whatsapp": 42, "telegram": 34, "x": 12, "": 12}),
    "material made": (10, {"s.5": 66, "s.7": 34}, {"whatsapp": 55, "telegram": 25, "": 20}),
    "material distributed": (9, {"s.8": 78, "PC s.292": 22}, {"telegram": 64, "x": 18, "discord": 8, "": 10}),
    "material possessed": (7, {"s.10": 100}, {"telegram": 45, "": 35, "other": 20}),
    "sexual request": (6, {"s.11": 60, "PC s.377E": 40}, {"whatsapp": 48, "tiktok": 22, "facebook": 20, "": 10}),
    "live streaming": (4, {"s.15A": 100}, {"telegram": 50, "tiktok": 30, "other": 20}),
    "other": (1, {"s.15": 70, "": 30}, {"": 100})}
RELATIONS = {
    "stranger": 44, "adult known": 17, "under 18": 13, "partner": 9, "family": 6, "caregiver": 3, "authority": 3, "": 5}
TOLD = {"parent": 33, "friend": 22, "no one": 14, "police": 8, "school": 8, "sibling": 6, "helpline": 3, "": 6}
VICTIMS = {"12-14": 38, "15-17": 37, "10-11": 11, "7-9": 6, "3-6": 2, "": 6}


def police_cases(files):
    headings = "date,state,law,form,platform,relation,told,age,sex,cases".split(",")
    # Kuala Lumpur and Sabah count Putrajaya and Labuan too.
    states = {NAMES[s]: n for s, n in STATES.items() if s not in ("MY-14", "MY-15", "MY-16")}
    states["W.P. Kuala Lumpur"] = STATES["MY-14"]
    quarters = {}

    def cases(draws, month, number):
        shares = {f: s * (growth(month, .6) if f == "extortion" else 1) for f, (s, _, _) in CRIMES.items()}
        counts = Counter()
        for _ in range(number):
            form = draws.pick(shares)
            _, sections, platforms = CRIMES[form]
            about = [draws.pick(d) for d in (RELATIONS, TOLD, VICTIMS, {"female": 83, "male": 15, "": 2})]
            where = draws.pick(states)
            counts[(f"{iso(month)}-01", where, draws.pick(sections), form, draws.pick(platforms), *about)] += 1
        return counts

    for month in MONTHS[::3]:
        draws = Draws(f"police {iso(month)}")
        quarters[month] = cases(draws, month, draws.count(305 * growth(month, .25)))
    late = (2024, 7)
    corrected = quarters[late] + cases(Draws("police corrected"), late, 11)

    def written(months, quarters):
        return table([headings] + [[*k, n] for m in months for k, n in sorted(quarters[m].items())])

    first, second = MONTHS[:12:3], MONTHS[12::3]
    files["police/cases-2024.csv"] = written(first, quarters)
    files["police/cases-2024-q3-corrected.csv"] = written([late], {late: corrected})
    files["police/cases-2024-corrected.csv"] = written(first, quarters | {late: corrected})
    files["police/cases-2025-q1-q2.csv"] = written(second[:2], quarters)
    files["police/cases-2025-q3.csv"] = written(second[2:3], quarters)
    files["police/cases-2025-q4.csv"] = written(second[3:], quarters)
    files["police/cases-2025.csv"] = written(second, quarters)
    for month, counts in quarters.items():
        note("police-cases", f"{month[0]}-Q{month[1] // 3 + 1}", sum(counts.values()))
    note("police-cases corrected", "2024-Q3", sum(corrected.values()))
    for year, months in (("2024", first), ("2025", second)):
        note("police-cases-yearly", year, sum(sum(quarters[m].values()) for m in months))
    note("police-cases-yearly corrected", "2024", sum(sum((quarters | {late: corrected})[m].values()) for m in first))


SERVICES = {
    "Facebook": 42, "Instagram": 23, "WhatsApp": 13, "TikTok": 8, "X": 4, "Discord": 3, "Telegram": 2,
    "Game platforms": 2, "All other services": 3}
# Type of incident, in the words of such tables: share, and how many in a hundred are referrals.
INCIDENTS = {
    "Child Pornography (possession, manufacture, and distribution)": (93, 48),
    "Online Enticement of Children for Sexual Acts": (4.2, 70),
    "Unsolicited Obscene Material Sent to a Child": (1.3, 40), "Child Sexual Molestation": (.8, 62),
    "Child Sex Trafficking": (.5, 66),
    "Misleading Words or Digital Images on the Internet": (.2, 5)}


def platform_reports(files):
    columns = {}
    for month in MONTHS:
        draws, cells = Draws(f"platform {iso(month)}"), {}
        for kind, (share, referred) in INCIDENTS.items():
            for level, part in (("Referral", referred), ("Informational", 100 - referred)):
                for service, size in SERVICES.items():
                    mean = 15400 * growth(month, .18) * (.97 + .1 * HOLIDAY[month]) * share * part * size / 1e6
                    if kind.startswith("Online Enticement"):
                        mean *= growth(month, .4)
                    value = draws.count(mean)
                    if service == "Game platforms" and month < (2024, 4):
                        value = None  # not yet told by country
                    cells[(kind, level, service)] = value
        columns[month] = cells
        note("platform-reports", iso(month), sum(v or 0 for v in cells.values()))

    def word(value, kind):
        if value is None:
            return "N/A"
        return "--" if value == 0 and kind.startswith("Misleading") else f"{value:,}"

    parts = {"2024": MONTHS[:12], "2025-01-to-2025-06": MONTHS[12:18]} | {iso(m): [m] for m in LATER}
    for name, months in parts.items():
        rows = [["Incident type", "Level", "Service"] + [worded(m) for m in months]]
        rows += [[*key] + [word(columns[m][key], key[0]) for m in months] for key in columns[months[0]]]
        rows.append(["All incident types", "", ""] + [f"{sum(v or 0 for v in columns[m].values()):,}" for m in months])
        rows.append(["Note: all figures are invented. N/A: not told by country. --: none listed."])
        files[f"platform/reports-{name}.csv"] = table(rows)
