"""A small treaty in which everything happens that pages can show: drafts as text, with a reviewer's decisions."""

from pathlib import Path

from pipeline.changelog import compare, read_draft

FIRST = """CONVENTION ON THE SEARCH OF DEVICES

The States Parties to this Convention,

Recalling that no one shall be subjected to arbitrary interference with privacy,

Have agreed as follows:

CHAPTER I
GENERAL PROVISIONS

Article 1
Purpose

1. The States Parties shall cooperate in the search of devices.

2. The States Parties shall meet once a year.

3. The States Parties shall bear their own costs.

Article 2
Use of terms

For the purposes of this Convention:

(a) "Device" means any apparatus that stores data;

(b) "Search" means looking into a device.

CHAPTER II
POWERS

Article 3
Search

1. Each State Party shall empower its competent authorities to search devices in its territory.

2. A search shall be carried out only with the prior authorisation of a court, and shall be necessary and proportionate.

3. The person whose device was searched shall be notified without delay and shall have access to an effective remedy.

Article 4
Costs

The States Parties shall agree on costs at the yearly meeting of the States Parties.

Article 5
Reports

Each State Party shall publish a yearly report on the searches it has carried out, with their number and their results.

Article 6
Signature

This Convention shall be open for signature at the seat of its secretariat from the day on which it was adopted.
"""
SECOND = """CONVENTION ON THE SEARCH OF DEVICES

The Parties to this Convention,

Recalling that no one shall be subjected to arbitrary interference with privacy,

Have agreed as follows:

CHAPTER I
GENERAL PROVISIONS

Article 1
Purpose

1. The Parties shall cooperate in the search of devices.

2. The Parties shall meet once a year.

3. The Parties shall bear their own costs.

Article 2
Use of terms

For the purposes of this Convention:

(a) "Device" means any apparatus that stores data;

(b) "Search" means looking into a device.

Article 3
Reports

[Each Party shall publish a yearly report on the searches it has carried out, with their number and their results.]

CHAPTER II
POWERS

Article 4
Search

1. Each Party shall empower its competent authorities to search devices in its territory [and to seize them].

2. A search shall be carried out in accordance with domestic law, and [shall][should] be necessary and proportionate.

3. The person whose device was searched may be notified and shall have access to an effective remedy. [agreed ad referendum]

Article 5
Interception

Each Party shall empower its competent authorities to intercept the content of communications in real time.

Article 6
Costs

The Parties shall agree on costs at the yearly meeting of the Parties.

Article 7
Signature

This Convention shall be open for signature at the seat of its secretariat from the day on which it was adopted.
"""
THIRD = SECOND.replace("in accordance with domestic law", "only with the prior authorisation of a court").replace(
    "[shall][should]", "shall"
)
TREATY = """title = "Convention on the Search of Devices"
language = "en"

[[draft]]
file = "first.txt"
symbol = "DEV/1"
date = 2023-01-10
title = "First draft"
status = "for the first session"
source = "https://example.org/dev/1.txt"

[[draft]]
file = "second.txt"
symbol = "DEV/1/Rev.1"
date = 2023-06-10

[[draft]]
file = "third.txt"
symbol = "DEV/1/Rev.2"
date = 2024-01-10
"""
REVIEWS = """[[review]]
finding = "{dismissed}"
decision = "dismissed"
by = "A. Reviewer"
date = 2023-07-01
reason = "Another article keeps it."

[[review]]
finding = "{confirmed}"
decision = "confirmed"
by = "A. Reviewer"
date = 2023-07-01
reason = "Read by two lawyers."
"""


def write_drafts(folder: Path) -> Path:
    """Put the treaty below `folder`, which is given back."""
    own = folder / "devices"
    own.mkdir(parents=True)
    (own / "treaty.toml").write_text(TREATY, encoding="utf-8")
    for name, text in (("first", FIRST), ("second", SECOND), ("third", THIRD)):
        (own / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def write_reviews(folder: Path) -> None:
    """Confirm that the court is gone, dismiss what happened to notification."""
    own = folder / "devices"
    findings = compare(read_draft(own / "first.txt"), read_draft(own / "second.txt")).findings
    by_safeguard = {finding.safeguard: finding.fingerprint for finding in findings}
    reviews = REVIEWS.format(dismissed=by_safeguard["notification-transparency"], confirmed=by_safeguard["judicial-authorisation"])
    (own / "reviews.toml").write_text(reviews, encoding="utf-8")
