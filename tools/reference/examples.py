"""A worked example of each pattern: what it stands on, and its one line."""

from dataclasses import dataclass

BASE = """
blueprint: 1
name: example
auth: {scheme: jwt, account: User}
"""
"""What all examples share, beside the entity of the accounts."""


@dataclass(frozen=True, slots=True)
class Example:
    """A part of a Blueprint, as YAML, and the pattern in it."""

    ground: str
    pattern: str


USER = "- {name: User, attributes: [{name: email, type: email, required: true, unique: true}]}"

EXAMPLES: dict[str, Example] = {
    "transition": Example(
        f"""
entities:
  {USER}
  - name: Order
    owner: user
    attributes:
      - {{name: status, type: enum, values: [open, paid, shipped], default: open, required: true, managed: true}}
      - {{name: shipped_at, type: datetime, managed: true}}
relationships:
  - {{name: user, from: Order, to: User, required: true}}
""",
        "{transition: Order.status, name: ship, from: [paid], to: shipped, stamp: shipped_at}",
    ),
    "toggle": Example(
        f"""
entities:
  {USER}
  - {{name: Article, attributes: [{{name: title, type: string, required: true}}]}}
relationships:
  - {{name: fans, from: Article, to: User, cardinality: many_to_many}}
""",
        "{toggle: Article.fans, name: like, count: likes, mine: liked}",
    ),
    "feed": Example(
        f"""
entities:
  {USER}
  - {{name: Article, owner: author, attributes: [{{name: title, type: string, required: true}}]}}
relationships:
  - {{name: author, from: Article, to: User, required: true}}
  - {{name: followers, from: User, to: User, cardinality: many_to_many}}
permissions:
  - {{entity: Article, actions: [list, read], allow: [public]}}
""",
        "{feed: Article, of: author.followers}",
    ),
    "counter": Example(
        f"""
entities:
  {USER}
  - name: Link
    attributes:
      - {{name: target, type: url, required: true}}
      - {{name: visits, type: int64, default: 0, required: true, managed: true}}
  - {{name: Visit, attributes: [{{name: referrer, type: url}}]}}
relationships:
  - {{name: link, from: Visit, to: Link, required: true}}
permissions:
  - {{entity: Link, actions: [read], allow: [public]}}
""",
        "{counter: Link.visits, name: visit, record: Visit}",
    ),
    "claim": Example(
        f"""
entities:
  {USER}
  - {{name: Seat, attributes: [{{name: label, type: string, required: true, unique: true}}]}}
relationships:
  - {{name: holder, from: Seat, to: User, managed: true}}
""",
        "{claim: Seat.holder, name: claim, release: release}",
    ),
    "stock": Example(
        f"""
entities:
  {USER}
  - name: Product
    attributes:
      - {{name: stock, type: int32, default: 0, required: true, managed: true}}
  - name: Purchase
    owner: buyer
    attributes:
      - {{name: quantity, type: int32, maximum: 100, required: true}}
relationships:
  - {{name: product, from: Purchase, to: Product, required: true}}
  - {{name: buyer, from: Purchase, to: User, required: true}}
permissions:
  - {{entity: Product, actions: [read], allow: [public]}}
  - {{entity: Product, actions: [update], allow: [admin]}}
roles: [{{name: user, default: true}}, {{name: admin, first: true}}]
""",
        "{stock: Product.stock, name: buy, record: Purchase, restock: restock}",
    ),
    "transfer": Example(
        f"""
entities:
  {USER}
  - name: Wallet
    owner: holder
    attributes:
      - {{name: balance, type: decimal, default: '0.00', required: true, managed: true}}
  - {{name: Entry, owner: holder, attributes: [{{name: amount, type: decimal, required: true}}]}}
relationships:
  - {{name: holder, from: Wallet, to: User, required: true}}
  - {{name: holder, from: Entry, to: User, required: true}}
  - {{name: wallet, from: Entry, to: Wallet, required: true}}
""",
        "{transfer: Wallet.balance, name: send, entries: Entry}",
    ),
    "redeem": Example(
        f"""
entities:
  {USER}
  - name: Invitation
    owner: host
    attributes:
      - {{name: code, type: uuid, required: true, unique: true, managed: true}}
      - {{name: expires_at, type: datetime}}
      - {{name: redeemed_at, type: datetime, managed: true}}
relationships:
  - {{name: host, from: Invitation, to: User, required: true}}
  - {{name: guest, from: Invitation, to: User, managed: true}}
""",
        "{redeem: Invitation.code, name: redeem, stamp: redeemed_at, by: guest, expires: expires_at}",
    ),
    "reset": Example(
        f"""
entities:
  {USER}
  - name: PasswordReset
    attributes:
      - {{name: digest, type: string, max_length: 64, required: true, unique: true, managed: true, sensitive: true}}
      - {{name: expires_at, type: datetime, required: true, managed: true}}
relationships:
  - {{name: user, from: PasswordReset, to: User, cardinality: one_to_one, required: true, on_delete: cascade}}
""",
        "{reset: PasswordReset.digest, name: reset_password}",
    ),
    "confirm": Example(
        """
entities:
  - name: User
    attributes:
      - {name: email, type: email, required: true, unique: true}
      - {name: verified_email, type: email, managed: true}
  - name: EmailCheck
    attributes:
      - {name: digest, type: string, max_length: 64, required: true, unique: true, managed: true, sensitive: true}
      - {name: email, type: email, required: true, managed: true}
      - {name: expires_at, type: datetime, required: true, managed: true}
relationships:
  - {name: user, from: EmailCheck, to: User, cardinality: one_to_one, required: true, on_delete: cascade}
resources: [{entity: User, actions: [read]}]
""",
        "{confirm: EmailCheck.digest, name: verify_email, mark: verified_email, flag: verified}",
    ),
    "history": Example(
        f"""
entities:
  {USER}
  - {{name: Page, attributes: [{{name: title, type: string, required: true}}, {{name: body, type: text}}]}}
  - {{name: PageVersion, attributes: [{{name: title, type: string, required: true}}, {{name: body, type: text}}]}}
relationships:
  - {{name: page, from: PageVersion, to: Page, required: true, on_delete: cascade}}
resources:
  - {{entity: Page}}
""",
        "{history: Page, versions: PageVersion}",
    ),
    "related": Example(
        f"""
entities:
  {USER}
  - {{name: Article, attributes: [{{name: title, type: string, required: true}}]}}
  - {{name: Tag, attributes: [{{name: label, type: string, required: true, unique: true}}]}}
relationships:
  - {{name: tags, from: Article, to: Tag, cardinality: many_to_many, inverse: articles}}
""",
        "{related: Article.tags}",
    ),
    "ensure": Example(
        f"""
entities:
  {USER}
  - {{name: Tag, attributes: [{{name: label, type: string, max_length: 40, required: true, unique: true}}]}}
""",
        "{ensure: Tag.label, name: ensure}",
    ),
    "ordered": Example(
        f"""
entities:
  {USER}
  - {{name: Playlist, owner: user, attributes: [{{name: title, type: string, required: true}}]}}
  - name: Track
    attributes:
      - {{name: title, type: string, required: true}}
      - {{name: position, type: int32, default: 0, required: true, managed: true}}
relationships:
  - {{name: user, from: Playlist, to: User, required: true}}
  - {{name: playlist, from: Track, to: Playlist, required: true, immutable: true, inverse: tracks, on_delete: cascade}}
resources:
  - {{entity: Track, actions: [create, delete]}}
""",
        "{ordered: Track.position, name: move, within: playlist}",
    ),
    "trash": Example(
        f"""
entities:
  {USER}
  - {{name: Note, owner: author, soft_delete: true, attributes: [{{name: title, type: string, required: true}}]}}
relationships:
  - {{name: author, from: Note, to: User, required: true}}
resources:
  - {{entity: Note}}
""",
        "{trash: Note}",
    ),
    "sign_up": Example(
        """
entities:
  - {name: Company, attributes: [{name: name, type: string, required: true}]}
  - {name: User, tenant: company, attributes: [{name: email, type: email, required: true, unique: true}]}
relationships:
  - {name: company, from: User, to: Company, required: true}
resources:
  - {entity: User, actions: [list, read, create]}
permissions:
  - {entity: User, actions: [create], allow: [admin]}
roles: [{name: member, default: true}, {name: admin, first: true}]
""",
        "{sign_up: Company}",
    ),
    "bulk": Example(
        f"""
entities:
  {USER}
  - name: Task
    owner: user
    attributes:
      - {{name: title, type: string, max_length: 120, required: true}}
      - {{name: done, type: bool, default: false, required: true}}
relationships:
  - {{name: user, from: Task, to: User, required: true}}
""",
        "{bulk: Task, create: import, update: change_many, delete: delete_many}",
    ),
}
"""By the key that tells the patterns apart."""
