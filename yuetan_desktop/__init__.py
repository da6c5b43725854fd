"""约谈管理桌面端: an offline workbench for environmental interviews (约谈)."""

__version__ = "0.1.0"
