"""What templates print by its name."""


class Named:
    """What readers know by its `name`: a template that prints the whole, as `{{ category }}` does with Pelican's own, prints that.

    So a page of it hangs on no other field. What a dataclass prints by itself are all its fields.
    """

    __slots__ = ()
    name: str

    def __str__(self) -> str:
        return self.name
