"""A made-up treaty and the draft that a session made of it, with a known script of what was edited, moved, split, merged, cut and added.

One clause is one unit that has words: a recital, a heading, a paragraph, a point; its uid is its identity in both drafts. Same seed and
size, same drafts. All wording is invented.
"""

import copy
import html
import random

SUBJ = [
    "Each Contracting Party",
    "Every Contracting Party",
    "The requesting Party",
    "The requested Party",
    "The competent authorities of each Contracting Party",
    "The Contracting Parties",
    "The designated contact office",
    "The Assembly of the Parties",
    "The Secretariat",
    "A service operator under its jurisdiction",
    "The central authority",
    "The receiving Party",
    "The transmitting Party",
]
VERB = [
    "adopt",
    "maintain",
    "establish",
    "review",
    "strengthen",
    "designate",
    "publish",
    "transmit",
    "preserve",
    "disclose",
    "authorize",
    "regulate",
    "supervise",
    "record",
    "notify",
    "restrict",
    "evaluate",
    "finance",
    "coordinate",
    "encourage",
    "facilitate",
    "postpone",
    "refuse",
    "verify",
    "examine",
    "suspend",
    "renew",
    "document",
    "protect",
    "limit",
    "accelerate",
    "harmonize",
]
ADJ = [
    "appropriate",
    "necessary",
    "effective",
    "proportionate",
    "independent",
    "electronic",
    "administrative",
    "judicial",
    "technical",
    "confidential",
    "urgent",
    "voluntary",
    "periodic",
    "transparent",
    "specific",
    "stored",
    "domestic",
    "foreign",
    "preventive",
    "financial",
    "coercive",
    "provisional",
    "written",
    "public",
    "operational",
    "personal",
    "sensitive",
    "aggregated",
]
NOUN = [
    "measures",
    "procedures",
    "records",
    "subscriber information",
    "traffic data",
    "content data",
    "requests for assistance",
    "orders for preservation",
    "training programmes",
    "information systems",
    "registers of requests",
    "contact arrangements",
    "evidence in digital form",
    "seized assets",
    "oversight bodies",
    "investigative powers",
    "technical standards",
    "notification duties",
    "reporting channels",
    "legal remedies",
    "time limits",
    "retention periods",
    "transfer agreements",
    "audit logs",
    "joint inquiries",
    "expert panels",
    "service contracts",
    "access credentials",
    "cost-sharing rules",
    "victim support services",
    "research activities",
    "security assessments",
    "warrants",
    "interception orders",
    "statistical returns",
]
QUAL = [
    "in a manner consistent with the fundamental principles of its domestic law",
    "within thirty days of receipt of the communication",
    "subject to prior authorization by a court or another independent body",
    "having due regard to the rights of third parties acting in good faith",
    "without prejudice to any obligation arising from other agreements in force between the Parties concerned",
    "to the widest extent possible under its laws",
    "as soon as practicable and in any event before the expiry of the period fixed in the order",
    "with full respect for the freedom of expression and the privacy of the persons concerned",
    "on the basis of reciprocity",
    "where there are reasonable grounds to believe that the data are at risk of loss or alteration",
    "taking into account the special needs of developing countries",
    "upon a reasoned application lodged by the person affected",
    "provided that the dignity of every person concerned is secured",
    "whether or not the conduct occurred in its territory",
    "through the channels designated under this Convention",
    "in so far as the resources available to it so permit",
    "including by means of secure electronic transmission",
    "after consultation with civil society and the academic community",
    "in proportion to the gravity of the conduct under inquiry",
    "for the sole purpose of the proceedings for which assistance was sought",
    "in accordance with recognised standards on the protection of personal information",
    "irrespective of the nationality of the person concerned",
    "unless the disclosure would compromise an inquiry that is still under way",
    "at its own expense unless otherwise agreed",
]
PURP = [
    "prevent the destruction of evidence",
    "ensure the prompt execution of requests",
    "guarantee access to an effective remedy",
    "protect persons who report unlawful conduct",
    "avoid conflicts of jurisdiction",
    "reduce the burden on service operators",
    "secure the integrity of the material obtained",
    "enable the early detection of unlawful intrusion",
    "promote mutual trust between authorities",
    "safeguard the privacy of persons not under suspicion",
    "allow the recovery of proceeds",
    "keep the public informed of the use of such powers",
    "support countries with limited technical capacity",
    "foster the exchange of experience between practitioners",
]
SAFE = [
    "judicial review",
    "a requirement of necessity and proportionality",
    "independent oversight",
    "grounds justifying application",
    "limits on scope and duration",
    "notification of the person affected",
    "the right to an effective remedy",
    "legal professional privilege",
    "protection of journalistic sources",
    "the presumption of innocence",
]
BAD = [
    "the suppression of peaceful assembly",
    "the general surveillance of persons",
    "the weakening of encryption in common use",
    "the prosecution of good-faith security research",
    "discrimination on any ground",
    "the transfer of data to a Party that fails to ensure adequate protection",
    "interference with the work of human rights defenders",
]
GER = [
    "obtaining access to the whole or part of an information system",
    "intercepting transmissions that are not public",
    "altering or suppressing stored information",
    "hindering the functioning of an information system",
    "producing or distributing devices designed for the commission of such acts",
    "entering false data with the intent that they be relied upon",
    "depriving another person of property by manipulating an automated process",
    "inducing a child to take part in sexual conduct by electronic means",
    "concealing the origin of proceeds",
    "disseminating an intimate image without the consent of the person depicted",
    "offering stolen credentials for sale",
    "obstructing the lawful inquiry of a competent authority",
]
HEAD = [
    "Use of terms",
    "Purposes",
    "Scope of application",
    "Conditions and limits",
    "Expedited preservation",
    "Production of records",
    "Search and seizure",
    "Protection of witnesses",
    "Mutual assistance",
    "Transfer of proceedings",
    "Emergency disclosure",
    "Contact network",
    "Joint inquiries",
    "Recovery of assets",
    "Confidentiality",
    "Costs",
    "Training",
    "Technical assistance",
    "Exchange of information",
    "Reporting",
    "Periodic review",
    "Secretariat",
    "Settlement of disputes",
    "Amendment",
    "Entry into force",
    "Denunciation",
    "Depositary",
    "Liability of legal persons",
    "Attempt and participation",
    "Sanctions",
    "Limitation period",
    "Jurisdiction",
    "Extradition",
    "Spontaneous information",
    "Grounds for refusal",
    "Personal data",
    "Victims",
    "Prevention",
    "Oversight",
]
CHAP = [
    "General provisions",
    "Unlawful conduct",
    "Jurisdiction and procedure",
    "Procedural powers",
    "Cooperation between Parties",
    "Prevention and awareness",
    "Capacity and assistance",
    "Institutional arrangements",
    "Final provisions",
]
PRE = [
    "Mindful of",
    "Recalling",
    "Convinced of",
    "Concerned by",
    "Recognizing",
    "Affirming",
    "Bearing in mind",
    "Welcoming",
    "Stressing",
    "Noting with appreciation",
]
BOILER = [
    "Nothing in this article shall be read as requiring a Contracting Party to act contrary to the fundamental principles of its legal order.",
    "The measures referred to in this article shall be subject to the conditions and limits set out in this Convention.",
    "A Contracting Party may declare at any time that it does not consider itself bound by this paragraph.",
    "The provisions of this article shall not affect the rights of third parties acting in good faith.",
    "For the purposes of this article, a written communication includes a communication in electronic form.",
]
SYN = {
    "shall": ["may", "should"],
    "appropriate": ["suitable", "adequate"],
    "necessary": ["required", "indispensable"],
    "including": ["in particular"],
    "ensure": ["endeavour to ensure"],
    "measures": ["steps", "arrangements"],
    "procedures": ["processes"],
    "persons": ["individuals"],
    "effective": ["meaningful", "adequate"],
    "authorities": ["bodies", "agencies"],
    "prevent": ["avert", "deter"],
    "conduct": ["acts", "behaviour"],
    "urgent": ["pressing"],
    "protect": ["safeguard", "shield"],
    "request": ["demand"],
    "records": ["files"],
    "limits": ["restrictions"],
    "duration": ["length"],
    "domestic": ["national", "internal"],
    "disclose": ["reveal", "release"],
    "data": ["information"],
    "court": ["tribunal"],
}
PHR = [
    "where appropriate,",
    "to the extent possible,",
    "without undue delay,",
    "in a proportionate manner,",
    "subject to judicial review,",
    "as far as practicable,",
    "with due regard to human rights,",
    "and in full transparency",
    "or another competent body",
    "where so requested in writing",
    "on a voluntary basis",
    "and non-discriminatory",
    "[if applicable]",
    "as determined by its domestic law",
]
ROM = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


def roman(n):
    s = ""
    for v, r in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while n >= v:
            s += r
            n -= v
    return s


class Node:  # text-bearing unit; toks: str or ["ref", art_uid, punct] / ["aref"|"pref", para_uid, punct]
    def __init__(self, uid, kind, toks, kids=None):
        self.uid, self.kind, self.toks, self.kids, self.ops = uid, kind, toks, kids or [], []

    def walk(self):
        yield self
        for k in self.kids:
            yield from k.walk()


class Art:
    def __init__(self, head, paras):
        self.uid, self.head, self.paras = head.uid, head, paras

    def walk(self):
        yield self.head
        for p in self.paras:
            yield from p.walk()


class Chap:
    def __init__(self, head, arts):
        self.head, self.arts = head, arts


class Gen:
    def __init__(self, seed, scale):
        self.r, self.n, self.scale, self.seen = random.Random(seed * 1000 + scale), 0, scale, set()

    def uid(self, p="c"):
        self.n += 1
        return f"{p}{self.n}"

    def np(self):
        r = self.r
        return f"{r.choice(ADJ)} {r.choice(NOUN)}" + (f" and {r.choice(ADJ)} {r.choice(NOUN)}" if r.random() < 0.35 else "")

    def sentence(self):
        r = self.r
        k = r.random()
        if k < 0.12:
            return f"{r.choice(SUBJ)} shall enact such statutes and other measures as may be needed to treat as a criminal offence, where done deliberately and without entitlement, {r.choice(GER)}, {r.choice(QUAL)}."
        if k < 0.26:
            return f"Nothing in this article shall be understood as permitting {r.choice(BAD)}, and the {self.np()} shall be subject to {r.choice(SAFE)} and {r.choice(SAFE)}."
        if k < 0.45:
            return f"{r.choice(SUBJ)} shall {r.choice(VERB)} {self.np()}, {r.choice(QUAL)}, in order to {r.choice(PURP)}."
        if k < 0.60:
            return f"{r.choice(SUBJ)} may {r.choice(VERB)} {self.np()} {r.choice(QUAL)}."
        if k < 0.75:
            return f"Where {self.np()} are needed to {r.choice(PURP)}, {r.choice(SUBJ).replace('The', 'the').replace('Each', 'each').replace('Every', 'every').replace('A ', 'a ')} shall {r.choice(VERB)} {self.np()} {r.choice(QUAL)}."
        return f"{r.choice(SUBJ)} shall {r.choice(VERB)} and {r.choice(VERB)} {self.np()} {r.choice(QUAL)}, and shall {r.choice(VERB)} {self.np()}."

    def uniq(self, f):
        for _ in range(50):
            t = f()
            if t not in self.seen:
                self.seen.add(t)
                return t
        return t

    def para_text(self):
        r = self.r
        if r.random() < 0.03:
            return r.choice(BOILER)
        return self.uniq(lambda: " ".join(self.sentence() for _ in range(r.choice((1, 1, 1, 1, 2, 2)))))

    def item_text(self, end):
        r = self.r
        return self.uniq(
            lambda: (
                f"To {r.choice(VERB)} {self.np()}"
                + (f", {r.choice(QUAL)}" if r.random() < 0.55 else f" in order to {r.choice(PURP)}")
                + end
            )
        )

    def node(self, kind, text):
        return Node(self.uid(), kind, text.split())

    def para(self):
        r = self.r
        if r.random() < 0.28:
            p = self.node(
                "para", self.uniq(lambda: f"{r.choice(SUBJ)} shall {r.choice(VERB)} {self.np()} {r.choice(QUAL)}, in particular:")
            )
            n = r.randint(2, 5)
            for i in range(n):
                end = "." if i == n - 1 else "; and" if i == n - 2 else ";"
                if r.random() < 0.15:
                    it = self.node("item", self.uniq(lambda: f"To {r.choice(VERB)} {self.np()} with a view to:"))
                    m = r.randint(2, 3)
                    for j in range(m):
                        it.kids.append(self.node("subitem", self.item_text(end if j == m - 1 else ";")))
                else:
                    it = self.node("item", self.item_text(end))
                p.kids.append(it)
            return p
        return self.node("para", self.para_text())

    def article(self):
        r = self.r
        h = r.choice(HEAD)
        if self.scale > 1 or r.random() < 0.4:
            h += f" for {r.choice(ADJ)} {r.choice(NOUN)}"
        return Art(Node(self.uid(), "arthead", h.split()), [self.para() for _ in range(r.choice((1, 2, 3, 4, 4, 5, 5, 6, 7, 8)))])

    def add_ref(self, nd, arts):
        r = self.r
        a = r.choice(arts)
        if r.random() < 0.4 and len(a.paras) > 1:
            p = r.choice(a.paras)
            ref = ["in", "accordance", "with", "article", ["aref", p.uid, ","], "paragraph", ["pref", p.uid, ","]]
        else:
            ref = [
                *r.choice(
                    (["in", "accordance", "with", "article"], ["as", "provided", "for", "in", "article"], ["subject", "to", "article"])
                ),
                ["ref", a.uid, ","],
            ]
        sp = [i for i, t in enumerate(nd.toks) if isinstance(t, str) and t.endswith(",")] or [len(nd.toks) // 2]
        i = r.choice(sp) + 1
        nd.toks[i:i] = ref

    def build(self):
        r = self.r
        na = 65 * self.scale
        nc = 9 * (max(1, self.scale))
        pre = [
            Node(
                self.uid(),
                "pre",
                self.uniq(
                    lambda: f"{r.choice(PRE)} the need to {r.choice(PURP)} and to {r.choice(VERB)} {self.np()}, {r.choice(QUAL)},"
                ).split(),
            )
            for _ in range(12)
        ]
        cuts = sorted(r.sample(range(2, na - 2), nc - 1))
        cuts = [0, *cuts, na]
        chaps = [
            Chap(
                Node(self.uid(), "chaphead", (CHAP[i % 9] + (f" part {i // 9 + 1}" if self.scale > 1 else "")).split()),
                [self.article() for _ in range(cuts[i + 1] - cuts[i])],
            )
            for i in range(nc)
        ]
        arts = [a for c in chaps for a in c.arts]
        for a in arts:
            for n in a.walk():
                if n.kind in ("para", "item") and len(n.toks) > 9 and r.random() < 0.22:
                    self.add_ref(n, arts)
        return pre, chaps


def mutate(g, pre, chaps):
    """in place on a deep copy; returns (pre, chaps, log, aliases, inserted uids)"""
    r, scale, log, alias = g.r, g.scale, [], {}

    def loc(a):
        return next(c for c in chaps if a in c.arts)

    arts = [a for c in chaps for a in c.arts]
    pool = [a for a in arts if len(loc(a).arts) > 2]
    r.shuffle(pool)
    used = set()

    def take(cond=lambda _: True):
        for a in pool:
            if a.uid not in used and cond(a):
                used.add(a.uid)
                return a
        raise SystemExit("pool empty")

    def mark(nodes, op):
        for n in nodes:
            n.ops.append(op)

    dead = {}
    for _ in range(2 * scale):  # delete articles
        a = take(lambda a: len(a.paras) >= 2)
        c = loc(a)
        i = c.arts.index(a)
        nb = c.arts[i - 1 if i else 1]
        used.add(nb.uid)
        mark(a.walk(), "deleted_article")
        c.arts.remove(a)
        log.append(["delete_article", a.uid])
        dead[a.uid] = nb.uid
        for p in a.paras:
            dead[p.uid] = nb.paras[0].uid
    for _ in range(2 * scale):  # move article to another chapter
        a = take(lambda a: len(a.paras) >= 3)
        c = loc(a)
        d = r.choice([x for x in chaps if x is not c])
        c.arts.remove(a)
        d.arts.insert(r.randint(0, len(d.arts)), a)
        mark(a.walk(), "article_moved")
        log.append(["move_article", a.uid, d.head.uid])
    for _ in range(scale):  # split
        a = take(lambda a: len(a.paras) >= 5)
        c = loc(a)
        k = len(a.paras) // 2
        h = Node(g.uid("n"), "arthead", g.article().head.toks)
        h.ops.append("inserted_split_heading")
        b = Art(h, a.paras[k:])
        a.paras = a.paras[:k]
        c.arts.insert(c.arts.index(a) + 1, b)
        used.add(b.uid)
        mark([x for p in b.paras for x in p.walk()], "split_to_new_article")
        log.append(["split", a.uid, b.uid])
    for _ in range(scale):  # merge b into preceding a

        def ok(x):
            c = loc(x)
            i = c.arts.index(x)
            return i + 1 < len(c.arts) and c.arts[i + 1].uid not in used and len(c.arts) > 2

        a = take(ok)
        c = loc(a)
        b = c.arts[c.arts.index(a) + 1]
        used.add(b.uid)
        b.head.ops.append("deleted_merge_heading")
        alias[b.uid] = a.uid
        mark([x for p in b.paras for x in p.walk()], "merged_into_article")
        a.paras += b.paras
        c.arts.remove(b)
        log.append(["merge", b.uid, a.uid])
    for _ in range(4 * scale):  # swap two adjacent paragraphs
        a = take(lambda a: len(a.paras) >= 3)
        i = r.randrange(len(a.paras) - 1)
        p, q = a.paras[i : i + 2]
        a.paras[i : i + 2] = [q, p]
        mark(p.walk(), "swapped")
        mark(q.walk(), "swapped")
        log.append(["swap", p.uid, q.uid])
    for _ in range(scale):  # move one paragraph to another article
        a = take(lambda a: len(a.paras) >= 3)
        b = take()
        p = a.paras.pop(r.randrange(len(a.paras)))
        b.paras.insert(r.randint(0, len(b.paras)), p)
        mark(p.walk(), "para_moved")
        log.append(["move_para", p.uid, a.uid, b.uid])
    for _ in range(3 * scale):  # insert articles
        c = r.choice(chaps)
        a = g.article()
        mark(a.walk(), "inserted_article")
        c.arts.insert(r.randint(0, len(c.arts)), a)
        log.append(["insert_article", a.uid])
    arts = [a for c in chaps for a in c.arts]
    special = {"deleted_article", "inserted_article", "para_moved", "swapped"}
    done = 0
    while done < 8 * scale:  # whole-paragraph delete
        a = r.choice(arts)
        ps = [p for p in a.paras if not special & set(p.ops)]
        if len(a.paras) < 3 or not ps:
            continue
        p = r.choice(ps)
        a.paras.remove(p)
        mark(p.walk(), "deleted_para")
        log.append(["delete_para", p.uid])
        done += 1
        q = a.paras[0]
        dead[p.uid] = q.uid
    for _ in range(8 * scale):  # whole-paragraph insert
        a = r.choice(arts)
        p = g.para()
        mark(p.walk(), "inserted_para")
        a.paras.insert(r.randint(0, len(a.paras)), p)
        log.append(["insert_para", p.uid])

    def fix(u):
        while u in dead:
            u = dead[u]
        return u

    for c in chaps:  # refs to deleted targets are re-pointed (a substantive edit)
        for a in c.arts:
            for n in a.walk():
                for t in n.toks:
                    if isinstance(t, list) and t[1] in dead:
                        t[1] = fix(t[1])
                        n.ops.append("retargeted_ref")
    body = [
        n
        for c in chaps
        for a in c.arts
        for n in a.walk()
        if n.kind in ("para", "item", "subitem") and not any(o.startswith("inserted") for o in n.ops)
    ] + pre
    for n in r.sample(body, int(0.25 * len(body))):  # word edits in 25%
        k = r.random()
        t = n.toks
        if k < 0.08 and len(t) > 14:  # heavy rewrite of the second half, own tail kept short
            tail = g.sentence().split()
            h = len(t) // 2
            t[h:] = [x for x in t[h:] if isinstance(x, list)] + tail
            n.ops.append("edit_heavy")
            continue
        for _ in range(r.choice((1, 1, 2, 3))):
            k = r.random()
            words = [i for i, x in enumerate(t) if isinstance(x, str)]
            if k < 0.45:
                c = [i for i in words if t[i].strip(",;.") in SYN]
                if c:
                    i = r.choice(c)
                    w = t[i].strip(",;.")
                    t[i : i + 1] = t[i].replace(w, r.choice(SYN[w])).split()
                    continue
                k = 0.5
            if k < 0.75:
                i = r.choice(words)
                t[i + 1 : i + 1] = r.choice(PHR).split()
            else:
                i = r.choice(words)
                m = r.randint(1, 4)
                j = i
                while j < len(t) - 1 and j - i < m and isinstance(t[j], str):
                    j += 1
                if len(t) - (j - i) > 5:
                    del t[i:j]
        n.ops.append("edit")
    return pre, chaps, log, alias


def number(pre, chaps, alias):
    """-> ordered clause list [(uid,id,kind,label,node)], art number by uid, para number by uid, para->art number"""
    out, an, pn, pa = [], {}, {}, {}
    for i, n in enumerate(pre, 1):
        out.append((n.uid, f"preamble__{i}", n.kind, "", n))
    k = 0
    for ci, c in enumerate(chaps, 1):
        out.append((c.head.uid, f"chp_{ci}", "chaphead", f"CHAPTER {roman(ci)}.", c.head))
        for a in c.arts:
            k += 1
            an[a.uid] = k
            out.append((a.head.uid, f"art_{k}", "arthead", f"Article {k}.", a.head))
            single = len(a.paras) == 1
            for pi, p in enumerate(a.paras, 1):
                pn[p.uid], pa[p.uid] = pi, k
                pid = f"art_{k}__para_{pi}"
                out.append((p.uid, pid, "para", "" if single else f"{pi}.", p))
                for ii, it in enumerate(p.kids):
                    iid = f"{pid}__subpara_{chr(97 + ii)}"
                    out.append((it.uid, iid, "item", f"({chr(97 + ii)})", it))
                    for si, su in enumerate(it.kids):
                        out.append((su.uid, f"{iid}__point_{ROM[si]}", "subitem", f"({ROM[si]})", su))
    for b, a in alias.items():
        an[b] = an[a]
    return out, an, pn, pa


def render(toks, an, pn, pa, mask=False):
    w = []
    for t in toks:
        if isinstance(t, str):
            w.append(t)
        else:
            w.append(("@" if mask else str({"ref": an, "aref": pa, "pref": pn}[t[0]].get(t[1], 1))) + t[2])
    return w


def lcs_edit(a, b):
    """minimal (deleted, inserted) words: exact LCS DP"""
    prev = [0] * (len(b) + 1)
    for x in a:
        cur = [0]
        for j, y in enumerate(b):
            cur.append(prev[j] + 1 if x == y else max(prev[j + 1], cur[-1]))
        prev = cur
    return len(a) - prev[-1], len(b) - prev[-1]


def emit(folder, name, pre, chaps, alias):
    """Writes a draft as text and as XML; returns its clauses in order, and by uid (node, words without numbers, words)."""
    clauses, an, pn, pa = number(pre, chaps, alias)
    rows = []
    for uid, cid, kind, label, n in clauses:
        text = " ".join(render(n.toks, an, pn, pa))
        text = text.upper() if kind == "chaphead" else text
        rows.append({"uid": uid, "id": cid, "kind": kind, "label": label, "text": text, "line": f"{label} {text}".strip()})
    (folder / f"{name}.txt").write_text("".join(row["line"] + "\n" for row in rows), encoding="utf-8")
    (folder / f"{name}.xml").write_text(xml(pre, chaps, {row["uid"]: row for row in rows}), encoding="utf-8")
    return rows, {n.uid: (n, render(n.toks, an, pn, pa, True), render(n.toks, an, pn, pa)) for _, _, _, _, n in clauses}


def xml(pre, chaps, rows):
    """A draft as nested elements, one a clause."""

    def element(n, tag, below):
        row = rows[n.uid]
        own = f'<{tag} eId="{row["id"]}"><num>{html.escape(row["label"])}</num><p>{html.escape(row["text"])}</p>'
        return own + "".join(element(kid, below, "point") for kid in n.kids) + f"</{tag}>"

    parts = ["<treaty>", *(f'<recital eId="{rows[n.uid]["id"]}"><p>{html.escape(rows[n.uid]["text"])}</p></recital>' for n in pre)]
    for chapter in chaps:
        parts.append(element(chapter.head, "chapter", "").removesuffix("</chapter>"))
        for article in chapter.arts:
            parts.append(element(article.head, "article", "").removesuffix("</article>"))
            parts += [element(p, "paragraph", "subparagraph") for p in article.paras]
            parts.append("</article>")
        parts.append("</chapter>")
    return "\n".join([*parts, "</treaty>\n"])


def make(seed, scale, folder):
    """Writes old.txt, new.txt, old.xml and new.xml into ``folder``; returns who is who and how many words really changed."""
    g = Gen(seed, scale)
    pre, chaps = g.build()
    folder.mkdir(parents=True, exist_ok=True)
    later, later_chaps = copy.deepcopy((pre, chaps))
    everything = {n.uid: n for n in later}
    for c in later_chaps:
        everything[c.head.uid] = c.head
        everything |= {n.uid: n for a in c.arts for n in a.walk()}
    later, later_chaps, _, alias = mutate(g, later, later_chaps)
    old_rows, old_words = emit(folder, "old", pre, chaps, {})
    new_rows, new_words = emit(folder, "new", later, later_chaps, alias)
    old, new = {row["uid"]: row for row in old_rows}, {row["uid"]: row for row in new_rows}
    deleted = [{"uid": uid, "old": row["id"], "ops": everything[uid].ops} for uid, row in old.items() if uid not in new]
    inserted = [{"uid": uid, "new": row["id"], "ops": new_words[uid][0].ops} for uid, row in new.items() if uid not in old]
    pairs = [_pair(old[uid], new[uid], old_words[uid], new_words[uid]) for uid in old if uid in new]
    changed = sum(pair["edit_del"] + pair["edit_ins"] for pair in pairs)
    changed += sum(len(old[each["uid"]]["line"].split()) for each in deleted) + sum(
        len(new[each["uid"]]["line"].split()) for each in inserted
    )
    return {
        "old": old_rows,
        "new": new_rows,
        "pairs": pairs,
        "deleted": deleted,
        "inserted": inserted,
        "stats": {"substantive_words": changed},
    }


def _pair(old, new, old_words, new_words):
    gone, came = lcs_edit(old_words[1], new_words[1]) if old_words[1] != new_words[1] else (0, 0)
    shown = lcs_edit(old_words[2], new_words[2]) if old_words[2] != new_words[2] else (0, 0)
    numbers = max(0, sum(shown) - gone - came)
    ops = sorted(set(new_words[0].ops))
    ops += ["xref_renumbered"] * bool(numbers) + ["relabelled"] * (old["label"] != new["label"])
    return {"uid": old["uid"], "old": old["id"], "new": new["id"], "ops": ops, "edit_del": gone, "edit_ins": came, "xref": numbers}
