"""The blocks editors write with. A picture is a drawing of the art folder or a photograph of the image library."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from cms.drawings import drawings
from cms.pages.certainty import Certainty


class DrawingBlock(blocks.ChoiceBlock):
    """One of some two hundred drawings. No reader searches for its name, and looking it up made indexing slow."""

    def get_searchable_content(self, value: str) -> list[str]:
        return []


class PictureBlock(blocks.StructBlock):
    drawing = DrawingBlock(choices=drawings, required=False, label=_("Drawing"))
    photo = ImageChooserBlock(required=False, label=_("Photograph instead"))
    alt = blocks.CharBlock(required=False, max_length=160, label=_("What it shows, for those who cannot see it"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "components/picture.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    picture = PictureBlock(required=False)
    text = blocks.TextBlock(label=_("What to do"))
    tip = blocks.CharBlock(required=False, max_length=200, label=_("The measure of right"))

    class Meta:
        icon = "list-ol"
        label = _("Step")


class LineBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=120, label=_("What"))
    value = blocks.CharBlock(max_length=80, label=_("How much"))


class ExampleBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.TextBlock(required=False, label=_("Text"))
    lines = blocks.ListBlock(LineBlock(), label=_("Lines of the sum"))
    result = blocks.CharBlock(required=False, max_length=240, label=_("Result"))

    class Meta:
        icon = "table"
        label = _("Worked example")
        template = "components/example.html"


class NoteBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Warning")
        template = "components/note.html"


class WordBlock(blocks.StructBlock):
    word = blocks.CharBlock(max_length=60, label=_("Word"))
    meaning = blocks.CharBlock(max_length=240, label=_("Meaning"))


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=60, label=_("What"))
    value = blocks.CharBlock(max_length=160, label=_("What is so"))

    class Meta:
        icon = "list-ul"
        label = _("Fact")


class ClaimBlock(FactBlock):
    """A fact that may come from elsewhere than its page, or be less sure."""

    source = blocks.CharBlock(required=False, default="", max_length=160, label=_("Source, when it is another than the page’s"))
    certainty = blocks.ChoiceBlock(choices=Certainty.choices, required=False, label=_("How sure, when not as the page"))
    checked_on = blocks.DateBlock(required=False, label=_("Checked on"))


class GameBlock(blocks.StructBlock):
    """A game as one plays it from the page: who, with what, turn by turn, and who wins."""

    players = blocks.CharBlock(max_length=80, label=_("Who plays"))
    minutes = blocks.CharBlock(required=False, max_length=40, label=_("How long"))
    things = blocks.ListBlock(blocks.CharBlock(max_length=120, label=_("Thing")), label=_("What you need"))
    turns = blocks.ListBlock(blocks.CharBlock(max_length=240, label=_("Rule")), label=_("How one plays"))
    wins = blocks.CharBlock(max_length=240, label=_("Who wins"))
    care = blocks.CharBlock(required=False, max_length=240, label=_("Take care"))

    class Meta:
        icon = "rotate"
        label = _("Rules of a game")
        template = "components/game.html"


class TitledBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.TextBlock(label=_("Text"))
    picture = PictureBlock(required=False)

    class Meta:
        icon = "title"
        label = _("Title and text")


class ContactBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=80, label=_("name"))
    phone = blocks.CharBlock(max_length=40, label=_("Telephone"))
    hours = blocks.CharBlock(required=False, max_length=80, label=_("When they answer"))


class LessonStream(blocks.StreamBlock):
    """What a lesson is made of, after its promise: steps first, then an example, a warning, media, words."""

    steps = blocks.ListBlock(StepBlock(), icon="list-ol", label=_("Steps"), template="components/steps.html")
    example = ExampleBlock()
    warning = NoteBlock()
    audio = AudioChooserBlock(label=_("Listen"), template="components/audio.html")
    video = VideoChooserBlock(label=_("Watch"), template="components/video.html")
    download = DocumentChooserBlock(label=_("Download"), template="components/download.html")
    words = blocks.ListBlock(WordBlock(), icon="openquote", label=_("Words"), template="components/words.html")


class StoryStream(blocks.StreamBlock):
    """Prose of culture, places, festivals and guidance."""

    paragraph = blocks.TextBlock(icon="pilcrow", label=_("Paragraph"), template="components/paragraph.html")
    parts = blocks.ListBlock(blocks.CharBlock(label=_("Part")), label=_("Numbered parts"), template="components/parts.html")
    making = blocks.ListBlock(TitledBlock(), label=_("How it is made"), template="components/making.html")
    variants = blocks.ListBlock(ClaimBlock(), label=_("Where it differs"), template="components/variants.html")
    facts = blocks.ListBlock(ClaimBlock(), label=_("Facts"), template="components/facts.html")
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), template="components/steps.html")
    warning = NoteBlock()
    contacts = blocks.ListBlock(ContactBlock(), label=_("Who to call"), template="components/contacts.html")
    audio = AudioChooserBlock(label=_("Listen"), template="components/audio.html")
    video = VideoChooserBlock(label=_("Watch"), template="components/video.html")
    game = GameBlock()
