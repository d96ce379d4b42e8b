"""What many backends do alike, and a Blueprint says without a pattern: each with a worked example."""

from dataclasses import dataclass

from tools.reference.examples import USER


@dataclass(frozen=True, slots=True)
class Feature:
    """What it is for, a part of a Blueprint as YAML, and which operations it has by itself."""

    title: str
    said: str
    ground: str
    shown: tuple[str, ...] = ()
    """Names of operations that are not in the example, and that it becomes."""


FEATURES: tuple[Feature, ...] = (
    Feature(
        "Rows made, read, changed and deleted",
        "A `resources` line names the actions. Lists come page by page, with filters and sorts by what the attributes "
        "are. Under `optimistic_lock` a change must say which version it was made on (`If-Match`).",
        """
entities:
  - name: Book
    optimistic_lock: true
    attributes:
      - {name: title, type: string, max_length: 200, required: true}
      - {name: pages, type: int32, minimum: 1}
resources:
  - {entity: Book, actions: [list, read, create, update, delete]}
""",
        ("list_books", "read_book", "create_book", "update_book", "delete_book"),
    ),
    Feature(
        "Search",
        "`searchable` texts are looked through in either case; rows come by how well they fit.",
        """
entities:
  - name: Book
    attributes:
      - {name: title, type: string, max_length: 200, required: true, searchable: true}
resources:
  - {entity: Book, actions: [list, search]}
""",
        ("search_books",),
    ),
    Feature(
        "Analytics",
        "Count, sum, average, least and greatest, by group and by span of time; filters narrow the rows, and so a "
        "range of dates (`?paid_on_gte=2026-01-01`).",
        """
entities:
  - name: Payment
    attributes:
      - {name: amount, type: decimal, precision: 12, scale: 2, required: true}
      - {name: method, type: enum, values: [card, cash], required: true}
      - {name: paid_on, type: date, required: true}
resources:
  - {entity: Payment, actions: [create, analytics]}
operations:
  - name: daily_turnover
    group: Payment
    method: GET
    path: /payments/turnover
    access: {public: true}
    steps:
      - aggregate: Payment
        as: result
        measures: {turnover: sum(amount), average: avg(amount), payments: count()}
        buckets: {day: day(paid_on), month: month(paid_on)}
        filters: [paid_on, method]
    response: {value: result}
""",
        ("analyze_payments",),
    ),
    Feature(
        "Slugs",
        "A unique text made of another one, by which paths name the row.",
        """
entities:
  - name: Article
    attributes:
      - {name: title, type: string, max_length: 80, required: true}
      - {name: slug, type: string, max_length: 80, required: true, unique: true, managed: true}
operations:
  - name: write_article
    group: Article
    method: POST
    path: /articles
    access: {public: true}
    inputs: [{name: title, attribute: Article.title, required: true}]
    steps:
      - {let: slug, be: slug(input.title)}
      - {check: slug != '', else: no_letters}
      - {create: Article, as: article, accept: [title], set: {slug: slug}}
    errors: [{name: no_letters, status: 422, title: The title has neither letters nor digits}]
    response: {status: 201, value: article, view: Article}
  - name: read_by_slug
    group: Article
    method: GET
    path: /articles/{slug}
    access: {public: true}
    inputs: [{name: slug, in: path, attribute: Article.slug, required: true}]
    steps: [{find: Article, as: article, where: row.slug == input.slug}]
    response: {value: article, view: Article}
""",
    ),
    Feature(
        "Tables in and out (CSV)",
        "A table is taken whole: each line is checked as an object of a list is, and all of them are taken or none. "
        "A page of rows is answered as a table.",
        """
entities:
  - name: Contact
    attributes:
      - {name: email, type: email, required: true, unique: true}
      - {name: name, type: string, max_length: 80, required: true}
operations:
  - name: import_contacts
    group: Contact
    method: POST
    path: /contacts/import
    access: {public: true}
    inputs:
      - name: contacts
        in: csv
        required: true
        max_items: 500
        fields:
          - {name: email, attribute: Contact.email, required: true}
          - {name: name, attribute: Contact.name, required: true}
    steps:
      - each: input.contacts
        as: entry
        steps:
          - {upsert: Contact, as: contact, by: [email], from: entry, accept: [email, name], change: {name: entry.name}}
    response: {status: 204}
  - name: export_contacts
    group: Contact
    method: GET
    path: /contacts.csv
    access: {public: true}
    steps: [{list: Contact, as: page, order: [name]}]
    response: {value: page, view: Contact, media: csv}
""",
    ),
    Feature(
        "Files up and down",
        "A file comes in a form, its bytes are kept apart from the row that lists show, and it is answered as what it "
        "is, for download.",
        """
entities:
  - name: Document
    attributes:
      - {name: title, type: string, max_length: 80, required: true}
      - {name: media_type, type: string, max_length: 100, required: true, managed: true}
  - name: Content
    attributes: [{name: data, type: binary, max_length: 1000000, required: true, managed: true}]
relationships:
  - {name: document, from: Content, to: Document, cardinality: one_to_one, required: true, on_delete: cascade}
operations:
  - name: keep_file
    group: Document
    method: POST
    path: /documents
    access: {public: true}
    inputs:
      - {name: file, in: file, attribute: Content.data, required: true, media_types: [image/png, application/pdf]}
      - {name: title, attribute: Document.title, required: true}
    steps:
      - {create: Document, as: document, accept: [title], set: {media_type: input.file_media_type}}
      - {create: Content, as: content, set: {document_id: document.id, data: input.file}}
    response: {status: 201, value: document, view: Document}
  - name: fetch_file
    group: Document
    method: GET
    path: /documents/{id}/file
    access: {public: true}
    inputs: [{name: id, in: path, attribute: Document.id, required: true}]
    steps:
      - {find: Document, as: document, where: row.id == input.id}
      - {find: Content, as: content, where: row.document_id == document.id}
    response: {file: content.data, media_type: document.media_type}
""",
    ),
    Feature(
        "Fields of no fixed name",
        "A `json` attribute keeps what each row has beside its columns; where it is `filterable`, lists are narrowed "
        "by its members (`?extra[color]=red`).",
        """
entities:
  - name: Product
    attributes:
      - {name: name, type: string, max_length: 80, required: true}
      - {name: extra, type: json, filterable: true}
resources:
  - {entity: Product, actions: [list, create]}
""",
        ("list_products",),
    ),
    Feature(
        "Deleted rows that stay",
        "Under `soft_delete` a row is marked and gone for every operation; `trash` and `restore` are the pattern "
        "above.",
        f"""
entities:
  {USER}
  - name: Note
    soft_delete: true
    attributes: [{{name: title, type: string, max_length: 80, required: true}}]
resources:
  - {{entity: Note, actions: [list, delete]}}
""",
        ("delete_note",),
    ),
)
