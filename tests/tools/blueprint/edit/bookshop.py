"""A small Blueprint in which names stand in every kind of place."""

from typing import Any

from tools.blueprint.document import from_data, load, to_data
from tools.blueprint.edit import Edit, apply
from tools.blueprint.model import Blueprint

TEXT = """
blueprint: 1
name: bookshop
entities:
  - name: Author
    attributes:
      - {name: name, type: string, required: true}
  - name: Book
    uniques: [[author, title]]
    indexes: [{attributes: [-published_on, title]}]
    checks: [{name: priced, that: row.price >= 0 && row.title != ""}]
    attributes:
      - {name: title, type: string, required: true, max_length: 200}
      - {name: slug, type: string, max_length: 80, required: true, unique: true}
      - {name: price, type: decimal, required: true, default: '0'}
      - {name: published_on, type: date}
      - {name: state, type: enum, values: [draft, sold], required: true, managed: true, default: draft}
      - {name: sold_at, type: datetime, managed: true}
      - {name: stars, type: int32}
  - name: Review
    owner: writer
    attributes:
      - {name: title, type: string}
      - {name: stars, type: int32, required: true}
  - name: Tag
    attributes:
      - {name: label, type: string, required: true, unique: true}
  - name: Member
    attributes:
      - {name: email, type: email, required: true, unique: true}
relationships:
  - {name: author, from: Book, to: Author, required: true, inverse: books}
  - {name: book, from: Review, to: Book, required: true, inverse: reviews}
  - {name: writer, from: Review, to: Member, required: true, inverse: reviews}
  - name: tags
    from: Book
    to: Tag
    cardinality: many_to_many
    inverse: books
    attributes: [{name: position, type: int32}]
resources:
  - {entity: Book, actions: [list, read, update]}
  - {entity: Tag}
roles: [{name: reader, default: true}, {name: clerk}]
permissions:
  - {entity: Book, actions: [list, read], allow: [public]}
  - {entity: Book, actions: [update], allow: [clerk]}
  - {entity: Tag, actions: [create, update, delete], allow: [clerk, reader]}
patterns:
  - {transition: Book.state, name: sell, from: [draft], to: sold, stamp: sold_at, key: slug}
views:
  - name: BookCard
    entity: Book
    fields:
      - {name: title, source: title}
      - {name: label, source: title}
      - {name: author_id, source: author_id}
      - {name: author, source: author, view: AuthorLine}
      - {name: best, value: 'row.reviews.max(r, r.stars)'}
      - {name: writer_name, value: 'row.author.name == "row.author.name"'}
      - {name: tag_names, source: tags, show: label, order: [-tags.position, label]}
  - name: AuthorLine
    entity: Author
    fields:
      - {name: name, source: name}
      - {name: titles, value: 'row.books.count(b, b.title != "row.title")'}
  - name: TagLine
    entity: Tag
    fields:
      - {name: label, source: label}
      - {name: position, source: tags.position}
operations:
  - name: read_by_slug
    group: Book
    method: GET
    path: /by-slug/{slug}
    access: {public: true}
    inputs: [{name: slug, in: path, attribute: Book.slug, required: true}]
    steps:
      - {find: Book, as: found, where: row.slug == input.slug}
    response: {value: found, view: BookCard}
  - name: add_book
    group: Book
    method: POST
    path: /all-books
    access: {roles: [clerk]}
    inputs:
      - {name: title, attribute: Book.title, required: true}
      - {name: slug, attribute: Book.slug, required: true}
      - {name: author_id, attribute: Book.author, required: true}
      - {name: value, attribute: Book.price}
    steps:
      - {find: Author, as: author, where: row.id == input.author_id}
      - {check: '!author.books.exists(b, b.title == input.title)', else: conflict}
      - create: Book
        as: book
        accept: [title, slug, author_id]
        set: {price: 'input.value == null ? 1 : input.value'}
      - {emit: book_added, data: {title: book.title, by: viewer.role}}
    wrapper: book
    response: {status: 201, value: book, view: BookCard}
  - name: review_all
    group: Review
    method: POST
    path: /all-reviews
    inputs:
      - name: items
        many: true
        required: true
        fields:
          - {name: book_id, attribute: Review.book, required: true}
          - {name: stars, attribute: Review.stars, required: true}
          - {name: title, attribute: Review.title}
    steps:
      - each: input.items
        as: item
        steps:
          - {check: item.stars > 0, else: conflict}
          - {create: Review, as: made, from: item, accept: [book_id, stars, title], set: {writer_id: viewer.id}}
    response: {status: 204}
  - name: measure
    group: Book
    method: GET
    path: /measures
    access: {public: true}
    steps:
      - aggregate: Book
        as: result
        filters: [author, title]
        group_by: [author, state]
        buckets: {month: month(published_on)}
        measures: {n: count(), worth: sum(price)}
    response: {value: result}
  - name: browse
    group: Book
    method: GET
    path: /browse
    access: {optional: true}
    inputs: [{name: q, in: query}]
    steps:
      - {list: Book, as: page, where: 'viewer.id != null || row.author.name != "x"', filters: [title, author],
         sorts: [title], order: [-published_on, author_id], search: [title]}
    response: {value: page, view: BookCard}
  - name: clear_reviews
    group: Book
    method: POST
    path: /clear/{id}
    access: {roles: [clerk]}
    inputs: [{name: id, in: path, attribute: Book.id, required: true}]
    steps:
      - {find: Book, as: book, where: row.id == input.id}
      - {check: viewer.role == "clerk", else: forbidden}
      - {update_all: book.reviews, where: row.stars < book.stars, set: {stars: row.stars + 1}}
      - {update: book, set: {stars: 'null'}}
    response: {status: 204}
events:
  - name: book_added
    data:
      - {name: title, attribute: Book.title}
      - {name: by, type: string}
auth: {scheme: jwt, account: Member}
"""


def bookshop() -> Blueprint:
    return load(TEXT)


def edited(blueprint: Blueprint, *edits: dict[str, Any]) -> Blueprint:
    return apply(blueprint, [Edit.model_validate(edit) for edit in edits])


def rename(part: str, name: str, to: str) -> dict[str, Any]:
    return {"op": "rename", "part": part, "name": name, "to": to}


def remove(part: str, name: str) -> dict[str, Any]:
    return {"op": "remove", "part": part, "name": name}


def put(part: str, name: str, value: Any = None) -> dict[str, Any]:
    return {"op": "set", "part": part, "name": name, "value": value}


def empty() -> Blueprint:
    return from_data({"name": "empty"})


def look(blueprint: Blueprint, path: str) -> Any:
    """What stands at a path of the document; parts of lists are told by name, entity or place."""
    found: Any = to_data(blueprint)
    for step in path.split("/"):
        if found is None or isinstance(found, dict):
            found = (found or {}).get(step)
        elif step.isdigit():
            found = found[int(step)]
        else:
            found = next((item for item in found if step in (item.get("name"), item.get("entity"))), None)
    return found
