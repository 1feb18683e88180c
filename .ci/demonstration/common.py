"""What all files of the demonstration share: months, states, draws, and a note of what was meant."""

import csv
import io
import math
import random
from collections import Counter

SEED = 20240101

MONTHS = [(year, month) for year in (2024, 2025) for month in range(1, 13)]
HISTORY = [m for m in MONTHS if m < (2025, 7)]  # handed in together when the service began, in July 2025
LATER = [m for m in MONTHS if m >= (2025, 7)]
CLOSED = (2025, 9)  # the branch in Sabah was closed
# Roughly which part of a month is school holiday: children are online more, and school is spoken of less.
HOLIDAY = dict(zip(MONTHS, [
    .1, .6, .4, .2, .2, .3, 0, .05, .3, 0, .05, .4,
    .5, .5, .1, .2, .15, .4, 0, .05, .3, .05, 0, .4]))
DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

# Thousands of people, about; the share of what happens in a state.
STATES = {
    "MY-10": 7300, "MY-01": 4100, "MY-12": 3600, "MY-13": 2500, "MY-08": 2500, "MY-02": 2200, "MY-14": 2000,
    "MY-03": 1850, "MY-07": 1800, "MY-06": 1650, "MY-11": 1250, "MY-05": 1220, "MY-04": 1030, "MY-09": 290,
    "MY-16": 120, "MY-15": 100}
NAMES = {
    "MY-01": "Johor", "MY-02": "Kedah", "MY-03": "Kelantan", "MY-04": "Melaka", "MY-05": "Negeri Sembilan",
    "MY-06": "Pahang", "MY-07": "Pulau Pinang", "MY-08": "Perak", "MY-09": "Perlis", "MY-10": "Selangor",
    "MY-11": "Terengganu", "MY-12": "Sabah", "MY-13": "Sarawak", "MY-14": "Kuala Lumpur", "MY-15": "Labuan",
    "MY-16": "Putrajaya", "_U": ""}
REGIONS = {
    "NORTHERN": "MY-02 MY-07 MY-08 MY-09", "CENTRAL": "MY-10 MY-14 MY-16", "SOUTHERN": "MY-01 MY-04 MY-05",
    "EASTERN": "MY-03 MY-06 MY-11", "BORNEO": "MY-12 MY-13 MY-15"}
REGION = {state: region for region, states in REGIONS.items() for state in states.split()} | {"_U": "STATE_REST"}
# Small states stand with a neighbour in the tables that a form asks for.
AREA = {state: state for state in REGION} | {
    "MY-02": "KEDAH_PERLIS", "MY-09": "KEDAH_PERLIS", "MY-14": "KL_PUTRAJAYA", "MY-16": "KL_PUTRAJAYA",
    "MY-12": "SABAH_LABUAN", "MY-15": "SABAH_LABUAN"}


class Draws(random.Random):
    """A generator of its own for each file, so that a change to one leaves the others alone."""

    def __init__(self, name):
        super().__init__(f"{SEED} {name}")

    def count(self, mean):
        """A Poisson count."""
        if mean > 60:
            return max(0, round(mean + math.sqrt(mean) * self.gauss(0, 1)))
        left, number = math.exp(-mean), -1
        product = 1.0
        while product > left or number < 0:
            product *= self.random()
            number += 1
        return number

    def pick(self, weights):
        return self.choices(list(weights), list(weights.values()))[0]

    def column(self, weights, length):
        """As many of each as its share, shuffled."""
        total, cells, due = sum(weights.values()), [], 0.0
        for item, weight in weights.items():
            due += weight / total * length
            cells += [item] * (round(due) - len(cells))
        self.shuffle(cells)
        return cells


def growth(month, by):
    """Level in 2024, then rising by this share until the end of 2025."""
    return 1 + by * max(0, (month[0] - 2025) * 12 + month[1]) / 12


def iso(month):
    return f"{month[0]}-{month[1]:02}"


def worded(month):
    return f"{ENGLISH[month[1] - 1]} {month[0]}"


totals = []


def note(*words):
    """Keeps what a dataset should add up to in a period."""
    totals.append(words)


def table(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
